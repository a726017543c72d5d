import type { Alias } from './alias.ts';
import { groupBy } from './group-by.ts';

/** An id and a name that a platform wrote of one and the same account, in one cluster. */
export interface Link {
  readonly cluster: string;
  readonly id: string;
  readonly name: string;
}

export interface Learned {
  readonly aliases: readonly Alias[];
  /** Links that contradict each other, or what is configured: not applied. */
  readonly ambiguous: readonly Link[];
}

/** Names that are known already: what is configured comes before what is learned. */
export interface Configured {
  /** The person of a name in a cluster, on whatever platform. */
  readonly personIn: (cluster: string, text: string) => string | undefined;
  readonly isPerson: (name: string) => boolean;
}

/**
 * What follows from links. An id stands for its name, and that for the person whose alias it is. Where an id is
 * configured, its name in the same cluster is that person too. An id with two names, or a name whose ids are of two
 * people, says nothing.
 */
export function learnFrom(links: readonly Link[], configured: Configured): Learned {
  const names = peopleOfNames(links, configured);
  const ambiguous: Link[] = [];
  const aliases: Alias[] = [];
  for (const [cluster, ids] of groupBy(links, ({ cluster }) => cluster)) {
    const added = new Set<string>();
    const add = (text: string, person: string) => {
      if (text === person || added.has(text) || configured.isPerson(text)) return;
      added.add(text);
      aliases.push({ text, person, clusters: [cluster], written: text, isLearned: true });
    };
    const people = names.get(cluster) ?? new Map<string, ReadonlySet<string>>();
    for (const [id, same] of groupBy(ids, (link) => link.id)) {
      if (configured.personIn(cluster, id) !== undefined) continue;
      const found = new Set(same.map(({ name }) => personOf(cluster, name)));
      const [person] = found;
      if (found.size === 1 && person !== undefined) add(id, person);
      else ambiguous.push(...same);
    }
    for (const [name, of] of people) {
      const [person] = of;
      if (of.size === 1 && person !== undefined) add(name, person);
      else ambiguous.push(...ids.filter((link) => link.name === name));
    }
  }
  return { aliases, ambiguous };

  function personOf(cluster: string, name: string): string {
    const known = configured.personIn(cluster, name);
    if (known !== undefined) return known;
    const people = names.get(cluster)?.get(name);
    const [person] = people ?? [];
    return people?.size === 1 && person !== undefined ? person : name;
  }
}

/** By cluster: names that are not configured, but have an id that is, and whose that is. */
function peopleOfNames(links: readonly Link[], { personIn, isPerson }: Configured) {
  const found = new Map<string, Map<string, Set<string>>>();
  for (const { cluster, id, name } of links) {
    const person = personIn(cluster, id);
    if (person === undefined || isPerson(name) || personIn(cluster, name) !== undefined) continue;
    const names = found.get(cluster) ?? new Map<string, Set<string>>();
    names.set(name, (names.get(name) ?? new Set()).add(person));
    found.set(cluster, names);
  }
  return found;
}
