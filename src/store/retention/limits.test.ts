import { expect, test } from 'vitest';
import { highest, isLimited, type StoreLimits, timeFloor } from './limits.ts';

const LIMITS: StoreLimits = { timeMs: 10, clusters: { dev: { timeMs: 1 }, large: { bytes: 5 } } };

test.each([
  ['prod', LIMITS, 90_000],
  ['dev', LIMITS, 99_000],
  ['large', LIMITS, 90_000],
  ['constructor', LIMITS, 90_000],
  ['prod', { clusters: LIMITS.clusters }, undefined],
  ['dev', { clusters: LIMITS.clusters }, 99_000],
])('the time of %s ends where its own, or else the common one, says', (cluster, limits, floor) => {
  expect(timeFloor(cluster, limits, 100_000)).toBe(floor);
});

test.each<[boolean, StoreLimits]>([
  [false, { clusters: {} }],
  [false, { clusters: { a: {} } }],
  [true, { bytes: 1, clusters: {} }],
  [true, { clusters: { a: { timeMs: 1 } } }],
])('limited: %s', (limited, limits) => {
  expect(isLimited(limits)).toBe(limited);
});

test('floors only rise', () => {
  const merged = highest(
    new Map([['a', 5]]),
    new Map([
      ['a', 3],
      ['b', 1],
    ]),
    new Map([['b', 2]]),
  );
  expect([...merged]).toEqual([
    ['a', 5],
    ['b', 2],
  ]);
});
