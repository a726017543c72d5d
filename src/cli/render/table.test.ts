import { expect, test } from 'vitest';
import { type Column, layout } from './layout.ts';
import { createPaint } from './paint.ts';
import { createTable } from './table.ts';

const COLUMNS: readonly Column[] = [
  { title: 'A', min: 2, max: 10 },
  { title: 'BB', min: 4, max: 20 },
];
const plain = createPaint(false);

test.each([
  ['what the rows need', [3, 5], undefined, [3, 5]],
  ['at least the titles', [0, 0], undefined, [1, 2]],
  ['at most the bounds', [99, 99], undefined, [10, 20]],
  ['the widest give way', [10, 20], 22, [10, 10]],
  ['then all of them', [10, 20], 12, [5, 5]],
  ['down to their least', [10, 20], 3, [2, 4]],
])('%s', (_name, needed, available, expected) => {
  expect(layout(COLUMNS, needed, available)).toEqual(expected);
});

test('keeps rows back until it knows the widths, then streams', () => {
  const table = createTable({ columns: COLUMNS, paint: plain, cutCells: true, sample: 2, whole: '-o raw' });
  expect(table.add([['a', 'b']])).toBe('');
  expect(table.add([['aaa', 'b']])).toBe('A    BB\na    b\naaa  b\n');
  expect(table.add([['aaaaaa', 'b\n']])).toBe('aa…  b…\n');
  expect(table.end()).toBe('');
});

test('a table without rows has a header', () => {
  expect(createTable({ columns: COLUMNS, paint: plain, cutCells: true, sample: 2, whole: '-o raw' }).end()).toBe(
    'A  BB\n',
  );
});

test('into a pipe nothing is cut', () => {
  const table = createTable({ columns: COLUMNS, paint: plain, cutCells: false, sample: 0, whole: '-o raw' });
  expect(table.add([['a'.repeat(12), 'b']])).toBe(`A           BB\n${'a'.repeat(12)}  b\n`);
});
