import { expect, test } from 'vitest';
import { createGroup } from './group.ts';
import { joinedGroup, part, type Said } from './joined-group.ts';

const say = (value: { readonly of: string } | undefined): Said => ({
  json: `"${value?.of ?? ''}"`,
  words: value?.of ?? '',
});

function joinedRows(columns: readonly (readonly string[])[]): string[] {
  const groups = columns.map((column) => {
    const group = createGroup<{ readonly of: string }>();
    // Each value is an object of its own: what counts is what it says.
    for (const of of column) group.push(of === '' ? undefined : { of });
    return group;
  });
  const joined = joinedGroup(groups.map((group) => part(group, say)));
  const { values } = joined;
  expect(new Set(values.map((one) => one?.json)).size).toBe(values.length);
  return [...joined.numbers()].map((number) => values[number]?.json ?? '?');
}

const MANY = Array.from({ length: 3_000 }, (_, i) => `${i % 1_500}`);

test.each<[string, string[][]]>([
  ['no rows', [[], []]],
  [
    'one value each',
    [
      ['a', 'a'],
      ['b', 'b'],
    ],
  ],
  [
    'a column that says one thing',
    [
      ['a', 'b', 'a'],
      ['x', 'x', 'x'],
    ],
  ],
  [
    'combinations that come again',
    [
      ['a', 'b', 'a', 'b'],
      ['x', 'y', 'x', 'x'],
      ['1', '', '1', ''],
    ],
  ],
  ['more than a table holds', [MANY, MANY.toReversed()]],
])('rows say what their parts say: %s', (_what, columns) => {
  const expected = (columns[0] ?? []).map((_, row) => columns.map((column) => `"${column[row]}"`).join(','));
  expect(joinedRows(columns)).toEqual(expected);
});

test('words stand apart, and what is cleared is made anew', () => {
  const group = createGroup<{ readonly of: string }>();
  const joined = joinedGroup([part(group, say), part(group, say)]);
  group.push({ of: 'a' });
  expect(joined.values).toEqual([{ json: '"a","a"', words: 'a\x7fa' }]);
  group.clear();
  joined.clear();
  group.push({ of: 'b' });
  expect(joined.values.map((one) => one?.words)).toEqual(['b\x7fb']);
});
