import { expect, test } from 'vitest';
import type { Listed } from './listed.ts';
import { addRecords, MAX_LIVE, NO_ROWS, resume } from './live-rows.ts';

const item = (id: number) => ({ id: `j-${id}` }) as Listed;
const ids = (items: readonly Listed[]) => items.map(({ id }) => id);

test('the newest stand first', () => {
  const one = addRecords(NO_ROWS, [item(1), item(2)], 0, false);
  expect(ids(addRecords(one, [item(3)], 0, false).rows)).toEqual(['j-3', 'j-2', 'j-1']);
});

test('while it is paused nothing moves, and then what came is there', () => {
  const before = addRecords(NO_ROWS, [item(1)], 0, false);
  const paused = addRecords(before, [item(2), item(3)], 4, true);
  expect([ids(paused.rows), ids(paused.held), paused.missed]).toEqual([['j-1'], ['j-3', 'j-2'], 4]);
  expect(ids(resume(paused).rows)).toEqual(['j-3', 'j-2', 'j-1']);
});

test('there is a bound, and what is beyond it is counted', () => {
  const many = Array.from({ length: MAX_LIVE + 10 }, (_, i) => item(i));
  expect(addRecords(NO_ROWS, many, 0, false)).toMatchObject({ rows: { length: MAX_LIVE }, missed: 0 });
  expect(addRecords(NO_ROWS, many, 0, true)).toMatchObject({ held: { length: MAX_LIVE }, missed: 10 });
});
