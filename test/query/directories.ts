import fc from 'fast-check';
import { checkActors } from '../../src/actors/check.ts';
import type { Person } from '../../src/actors/config.ts';
import { createDirectory, type Directory } from '../../src/actors/directory.ts';
import type { Link } from '../../src/actors/learned.ts';
import { text } from './records.ts';

/** Where records of these tests were seen, and who is known there. */
export const PLACES = { clusters: ['prod', 'test', 'alice'], platforms: ['kubernetes', 'pks', 'mke'] } as const;

const name = text.filter((one) => one !== '');
const written = fc.oneof(
  name,
  name.map((one) => `uaa:${one}`),
  name.map((one) => `mke:${one}`),
);
const clusters = fc.subarray([...PLACES.clusters], { minLength: 1 });

const person: fc.Arbitrary<Person> = fc
  .record({ name, aliases: fc.array(written, { maxLength: 5 }), clusters }, { requiredKeys: ['name', 'aliases'] })
  .map((one) => one as Person);

const link: fc.Arbitrary<Link> = fc.record({ cluster: fc.constantFrom(...PLACES.clusters), id: name, name });

/** Entries that do not contradict each other: those that would are left out. */
function consistent(people: readonly Person[]): Person[] {
  const kept: Person[] = [];
  for (const one of people) {
    const entries = [...kept, one].map((entry, i) => ({ person: entry, path: `actors.${i}` }));
    if (checkActors(entries).length === 0) kept.push(one);
  }
  return kept;
}

/** People of whom some act under names that stand in the records, as configured and as learned. */
export const directories: fc.Arbitrary<Directory> = fc
  .tuple(fc.array(person, { maxLength: 6 }), fc.array(link, { maxLength: 8 }))
  .map(([people, links]) => createDirectory(consistent(people), links));
