import { expect, test } from 'vitest';
import { slicesOf } from './traffic.ts';

test.each([
  ['neighbours that are few together', [1, 2, 3], [6]],
  ['no more than may be', [4, 4, 4], [8, 4]],
  ['what is too much by itself', [20, 1], [20, 1]],
  ['nothing', [], []],
])('puts together %s', (_, events, expected) => {
  const hours = events.map((count, i) => ({ from: i, to: i + 1, events: count }));
  expect(slicesOf(hours, 8).map(({ events }) => events)).toEqual(expected);
});
