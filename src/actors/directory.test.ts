import { describe, expect, test } from 'vitest';
import type { Place } from './alias.ts';
import type { Person } from './config.ts';
import { createDirectory } from './directory.ts';
import type { Link } from './learned.ts';

const PROD: Place = { cluster: 'prod', platform: 'pks' };
const TEST: Place = { cluster: 'test', platform: 'kubernetes' };

const ALICE: Person = {
  name: 'alice',
  aliases: ['alice@example.com', 'uaa:5b1e', 'system:serviceaccount:ci:deployer'],
};
const link = (id: string, name: string, cluster = 'prod'): Link => ({ cluster, id, name });

describe('what is configured', () => {
  test.each<[string, Place, string]>([
    ['alice@example.com', TEST, 'alice'],
    ['system:serviceaccount:ci:deployer', PROD, 'alice'],
    ['alice', PROD, 'alice'],
    ['5b1e', PROD, 'alice'],
    ['5b1e', TEST, '5b1e'],
    ['uaa:5b1e', TEST, 'alice'],
    ['bob', PROD, 'bob'],
    ['ALICE@example.com', PROD, 'ALICE@example.com'],
  ])('%s at %o is %s', (text, place, person) => {
    expect(createDirectory([ALICE]).personOf(text, place)).toBe(person);
  });

  test('holds in its clusters only', () => {
    const { personOf } = createDirectory([{ ...ALICE, clusters: ['test'] }]);
    expect([personOf('alice@example.com', TEST), personOf('alice@example.com', PROD)]).toEqual([
      'alice',
      'alice@example.com',
    ]);
  });
});

describe('what is learned', () => {
  test.each<[string, Person[], Link[], string, string]>([
    ['an id stands for its name', [], [link('7', 'carol')], '7', 'carol'],
    ['and for whom the name is an alias of', [ALICE], [link('7', 'alice@example.com')], '7', 'alice'],
    ['in that cluster only', [], [link('7', 'carol', 'test')], '7', '7'],
    ['a configured id comes first', [ALICE], [link('5b1e', 'carol')], '5b1e', 'alice'],
    ['and its name is that person', [ALICE], [link('5b1e', 'a.smith')], 'a.smith', 'alice'],
    ['another id of that name, too', [ALICE], [link('5b1e', 'a.smith'), link('6', 'a.smith')], '6', 'alice'],
    ['two names are none', [], [link('7', 'carol'), link('7', 'dave')], '7', '7'],
    [
      'two names of one person are that one',
      [ALICE],
      [link('7', 'alice'), link('7', 'alice@example.com')],
      '7',
      'alice',
    ],
    [
      'a name that two people’s ids have is neither',
      [ALICE, { name: 'bob', aliases: ['uaa:9'] }],
      [link('5b1e', 'admin'), link('9', 'admin')],
      'admin',
      'admin',
    ],
    ['a person’s name is no alias', [{ name: 'carol', aliases: [] }], [link('carol', 'dave')], 'carol', 'carol'],
  ])('%s', (_what, people, links, text, person) => {
    expect(createDirectory(people, links).personOf(text, PROD)).toBe(person);
  });

  test('what contradicts itself is named', () => {
    const contradicting = [link('7', 'carol'), link('7', 'dave')];
    expect(createDirectory([], [...contradicting, link('8', 'erin')]).ambiguous).toEqual(contradicting);
  });
});
