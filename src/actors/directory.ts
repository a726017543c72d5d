import { type Alias, aliasesOf, holdsAt, type PersonOf } from './alias.ts';
import type { Person } from './config.ts';
import { groupBy } from './group-by.ts';
import { type Link, learnFrom } from './learned.ts';

/** Who is who: at each place, a text is an alias of one person at most. */
export interface Directory {
  readonly aliases: readonly Alias[];
  /** Links that are not applied, because they contradict each other. */
  readonly ambiguous: readonly Link[];
  /** The aliases that an event may be written under as this text. */
  readonly byText: (text: string) => readonly Alias[];
  /** The aliases that the configuration writes so, such as `uaa:ID`. */
  readonly byWritten: (written: string) => readonly Alias[];
  readonly ofPerson: (name: string) => readonly Alias[];
  /** The person that a text stands for at a place; the text itself where it is nobody's alias. */
  readonly personOf: PersonOf;
}

/** `people` are without contradictions: see `checkActors`. What they say comes before what was learned. */
export function createDirectory(people: readonly Person[], links: readonly Link[] = []): Directory {
  const known = people.flatMap(aliasesOf);
  const knownByText = groupBy(known, ({ text }) => text);
  const names = new Set(people.map(({ name }) => name));
  const learned = learnFrom(links, {
    personIn: (cluster, text) =>
      knownByText.get(text)?.find(({ clusters }) => !clusters || clusters.includes(cluster))?.person,
    isPerson: (name) => names.has(name),
  });
  const aliases = [...known, ...learned.aliases];
  const byText = groupBy(aliases, ({ text }) => text);
  const byWritten = groupBy(aliases, ({ written }) => written);
  const byPerson = groupBy(aliases, ({ person }) => person);
  return {
    aliases,
    ambiguous: learned.ambiguous,
    byText: (text) => byText.get(text) ?? [],
    byWritten: (written) => byWritten.get(written) ?? [],
    ofPerson: (name) => byPerson.get(name) ?? [],
    personOf: (text, place) => byText.get(text)?.find((alias) => holdsAt(alias, place))?.person ?? text,
  };
}

/** Where nobody has a second name. */
export const NOBODY = createDirectory([]);
