import type { Scope } from '../../access/principal.ts';
import type { Person } from '../../actors/config.ts';
import { createDirectory, type Directory, NOBODY } from '../../actors/directory.ts';
import type { Link } from '../../actors/learned.ts';

/** Who is who now; another answer each time that what is configured or learned has changed. */
export interface KnownActors {
  /** What one may know who is held to a scope. */
  directoryFor(scope: Scope): Directory;
  /** Who is configured. */
  readonly people: () => readonly Person[];
}

export interface KnownActorsOptions {
  /** What is configured: another list each time that it has changed. */
  readonly people: () => readonly Person[];
  /** What was learned, likewise. */
  readonly links: () => readonly Link[];
}

export const NOBODY_KNOWN: KnownActors = { directoryFor: () => NOBODY, people: () => [] };

/** Different scopes whose directories are kept; each may hold all aliases. */
const MAX_SCOPES = 16;

/**
 * Within a scope nothing is known that only other clusters say: what they taught, and names that hold only there. A link does
 * not say in which namespace it was seen, so one who is held to namespaces learns none.
 */
export function createKnownActors({ people, links }: KnownActorsOptions): KnownActors {
  let from: readonly [readonly Person[], readonly Link[]] = [people(), links()];
  let known = new Map<string, Directory>();

  return {
    people,
    directoryFor: (scope) => {
      const now = [people(), links()] as const;
      if (now[0] !== from[0] || now[1] !== from[1] || known.size >= MAX_SCOPES) known = new Map();
      from = now;
      const key = JSON.stringify([scope.clusters ?? null, scope.namespaces !== undefined]);
      const directory = known.get(key) ?? createDirectory(peopleWithin(scope, now[0]), linksWithin(scope, now[1]));
      known.set(key, directory);
      return directory;
    },
  };
}

function peopleWithin({ clusters }: Scope, people: readonly Person[]): readonly Person[] {
  if (!clusters) return people;
  return people.flatMap((person) => {
    if (!person.clusters) return [person];
    const within = person.clusters.filter((name) => clusters.includes(name));
    return within.length === 0 ? [] : [{ ...person, clusters: within }];
  });
}

function linksWithin({ clusters, namespaces }: Scope, links: readonly Link[]): readonly Link[] {
  if (namespaces) return [];
  return clusters ? links.filter(({ cluster }) => clusters.includes(cluster)) : links;
}
