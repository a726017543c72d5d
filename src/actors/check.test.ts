import { describe, expect, test } from 'vitest';
import { checkActors } from './check.ts';
import type { Person } from './config.ts';

const check = (...people: Person[]) => checkActors(people.map((person, i) => ({ person, path: `actors.${i}` })));
const alice = (aliases: string[], clusters?: string[]): Person => ({
  name: 'alice',
  aliases,
  ...(clusters && { clusters }),
});
const bob = (aliases: string[], clusters?: string[]): Person => ({ ...alice(aliases, clusters), name: 'bob' });

describe('together are', () => {
  test.each<[string, Person[]]>([
    ['nobody', []],
    ['an alias that is said twice of one person', [alice(['a', 'a']), alice(['a'])]],
    ['one name of two people in different clusters', [alice(['admin'], ['prod']), bob(['admin'], ['test'])]],
    ['a person’s own name', [alice(['alice'])]],
    ['ids of different platforms', [alice(['uaa:7']), bob(['mke:7'])]],
    ['several entries of one person', [alice(['a'], ['prod']), alice(['b'], ['test'])]],
  ])('%s', (_what, people) => expect(check(...people)).toEqual([]));
});

describe('apart are', () => {
  test.each<[string, Person[], string, string]>([
    [
      'two with one alias',
      [alice(['a']), bob(['x', 'a'])],
      'actors.1.aliases.1',
      'alice already, at actors.0.aliases.0',
    ],
    [
      'two in one cluster',
      [alice(['a'], ['prod', 'test']), bob(['a'], ['test'])],
      'actors.1.aliases.0',
      'actors.0.aliases.0',
    ],
    ['everywhere and in a cluster', [alice(['a']), bob(['a'], ['test'])], 'actors.1.aliases.0', 'actors.0.aliases.0'],
    ['an id and a name that looks like it', [alice(['7']), bob(['uaa:7'])], 'actors.1.aliases.0', 'actors.0.aliases.0'],
    [
      'an id that is another’s name',
      [alice(['uaa:bob']), bob([])],
      'actors.0.aliases.0',
      'bob is the name of the person',
    ],
    ['an alias that is another’s name', [alice(['bob']), bob([])], 'actors.0.aliases.0', 'the person at actors.1'],
  ])('%s', (_what, people, path, message) => {
    expect(check(...people)).toEqual([{ path, message: expect.stringContaining(message) }]);
  });

  test('more than can be compared', () => {
    const many = Array.from({ length: 101 }, (_, i) => alice(Array.from({ length: 1_000 }, (_, k) => `${i}-${k}`)));
    expect(check(...many)).toEqual([{ path: 'actors', message: expect.stringContaining('101000 aliases') }]);
  });
});
