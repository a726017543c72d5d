import { expect, test } from 'vitest';
import { actionFor, nextMatch } from './keys.ts';
import { rowsOf, search, type TreeRow } from './rows.ts';

const VALUE = { a: { b: 'x' }, c: [1, 'x'] };
const rows = rowsOf(VALUE, () => true, search(VALUE, 'x'));
const at = (index: number) => rows[index] as TreeRow;

test.each<[string, number, object | undefined]>([
  ['ArrowDown', 0, { go: 1 }],
  ['ArrowUp', 2, { go: 1 }],
  ['Home', 3, { go: 0 }],
  ['End', 0, { go: 5 }],
  ['ArrowRight', 1, { go: 2 }],
  ['ArrowLeft', 1, { open: false }],
  ['ArrowLeft', 2, { go: 1 }],
  ['Enter', 1, { open: false }],
  ['Enter', 2, { copy: ['x', 'the value'] }],
  ['c', 4, { copy: ['1', 'the value'] }],
  ['p', 2, { copy: ['a.b', 'the path'] }],
  ['x', 0, undefined],
])('%s at line %i', (key, index, expected) => expect(actionFor(key, at(index), rows, index)).toEqual(expected));

test('a folded line is opened', () => {
  const folded = rowsOf(VALUE, (_, depth) => depth === 0);
  expect(actionFor('ArrowRight', folded[1] as TreeRow, folded, 1)).toEqual({ open: true });
});

test('the search goes round', () => {
  expect(nextMatch(rows, 0, 1)).toBe(2);
  expect(nextMatch(rows, 2, 1)).toBe(5);
  expect(nextMatch(rows, 5, 1)).toBe(2);
  expect(nextMatch(rows, 2, -1)).toBe(5);
  expect(
    nextMatch(
      rowsOf({}, () => true),
      0,
      1,
    ),
  ).toBeUndefined();
});
