import { type Alias, aliasesOf, overlap } from './alias.ts';
import type { Person } from './config.ts';

/** An entry and where it stands: `actors.3`. */
export interface Entry {
  readonly person: Person;
  readonly path: string;
}

/** What is wrong with an entry, and where. */
export interface ActorProblem {
  readonly path: string;
  readonly message: string;
}

/** All are compared with each question that has a wildcard; ten times what a large company has. */
export const MAX_ALIASES = 100_000;

/** What no schema can say: one alias is of one person, and a person's name is nobody else's alias. */
export function checkActors(entries: readonly Entry[]): ActorProblem[] {
  const count = entries.reduce((sum, { person }) => sum + person.aliases.length, 0);
  if (count > MAX_ALIASES) {
    return [{ path: 'actors', message: `there are ${count} aliases, and no more than ${MAX_ALIASES} can be` }];
  }
  const names = new Map(entries.map(({ person, path }) => [person.name, path]));
  const seen = new Map<string, Placed[]>();
  return entries.flatMap(({ person, path }) =>
    person.aliases.flatMap((written, i) => {
      const at = `${path}.aliases.${i}`;
      const placed = aliasesOf({ ...person, aliases: [written] }).map((alias) => ({ alias, path: at }));
      const taken = placed.map(({ alias }) => alias.text).find((text) => text !== person.name && names.has(text));
      if (taken !== undefined) return [{ path: at, message: nameTaken(taken, names.get(taken) ?? '') }];
      const rival = placed.map((one) => rivalOf(one, seen)).find((found) => found !== undefined);
      for (const one of placed) seen.set(one.alias.text, [...(seen.get(one.alias.text) ?? []), one]);
      return rival ? [{ path: at, message: aliasTaken(written, rival) }] : [];
    }),
  );
}

interface Placed {
  readonly alias: Alias;
  readonly path: string;
}

function rivalOf({ alias }: Placed, seen: ReadonlyMap<string, readonly Placed[]>): Placed | undefined {
  return seen.get(alias.text)?.find(({ alias: other }) => other.person !== alias.person && overlap(alias, other));
}

function aliasTaken(written: string, { alias, path }: Placed): string {
  return `${written} is an alias of ${alias.person} already, at ${path}; leave one out, or tell them apart by clusters`;
}

function nameTaken(written: string, owner: string): string {
  return `${written} is the name of the person at ${owner}; an alias cannot be, so rename one of them`;
}
