import { expect, test } from 'vitest';
import type { Scope } from '../../access/principal.ts';
import type { Person } from '../../actors/config.ts';
import type { Link } from '../../actors/learned.ts';
import { createKnownActors } from './known-actors.ts';

const PEOPLE: Person[] = [
  { name: 'alice', aliases: ['everywhere'] },
  { name: 'alice', aliases: ['root'], clusters: ['prod', 'lab'] },
  { name: 'bob', aliases: ['root'], clusters: ['test'] },
];
const LINKS: Link[] = [
  { cluster: 'prod', id: '1', name: 'carol' },
  { cluster: 'test', id: '2', name: 'dave' },
];

test.each<[string, Scope, string[]]>([
  ['everything', {}, ['everywhere', 'root in prod,lab', 'root in test', '1 in prod', '2 in test']],
  ['a cluster', { clusters: ['prod'] }, ['everywhere', 'root in prod', '1 in prod']],
  ['a namespace', { namespaces: ['a'] }, ['everywhere', 'root in prod,lab', 'root in test']],
  ['a namespace of a cluster', { clusters: ['test'], namespaces: ['a'] }, ['everywhere', 'root in test']],
  ['nothing', { clusters: [] }, ['everywhere']],
])('one who may see %s knows these', (_what, scope, expected) => {
  const { directoryFor } = createKnownActors({ people: () => PEOPLE, links: () => LINKS });
  const known = directoryFor(scope).aliases.map(({ text, clusters }) => (clusters ? `${text} in ${clusters}` : text));
  expect(known).toEqual(expected);
});

test('a directory is made once for each scope, and again when people or links change', () => {
  let people = PEOPLE;
  let links = LINKS;
  const { directoryFor } = createKnownActors({ people: () => people, links: () => links });
  const first = directoryFor({ clusters: ['prod'] });
  expect(directoryFor({ clusters: ['prod'] })).toBe(first);
  expect(directoryFor({})).not.toBe(first);
  people = [];
  expect(directoryFor({ clusters: ['prod'] }).personOf('everywhere', { cluster: 'prod', platform: '' })).toBe(
    'everywhere',
  );
  links = [];
  expect(directoryFor({ clusters: ['prod'] }).aliases).toEqual([]);
  for (let i = 0; i < 100; i++) directoryFor({ clusters: [`c${i}`] });
  expect(directoryFor({ clusters: ['prod'] }).aliases).toEqual([]);
});
