import { expect, test } from 'vitest';
import { bucketsOf } from './buckets.ts';
import { roundWidth } from './round-width.ts';
import { UTC } from './zone.ts';

const DAY = 86_400;

test.each([
  [0, 60, '1s'],
  [60, 60, '1s'],
  [61, 60, '2s'],
  [15 * 60, 60, '15s'],
  [3_600, 60, '1m'],
  [DAY, 60, '30m'],
  [DAY, 24, '1h'],
  [7 * DAY, 60, '3h'],
  [30 * DAY, 60, '12h'],
  [90 * DAY, 60, '2d'],
  [365 * DAY, 60, '1w'],
  [1_600 * DAY, 60, '1M'],
  [5_000 * DAY, 60, '3M'],
  [20_000 * DAY, 60, '1y'],
  [100_000 * DAY, 60, '10y'],
])('a span of %i s in at most %i buckets: %s', (seconds, most, expected) => {
  const by = roundWidth(seconds * 1_000_000, most);
  expect(by).toBe(expected);
  expect(() => bucketsOf(by, UTC)).not.toThrow();
});
