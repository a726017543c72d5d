import { expect, test } from 'vitest';
import { createFailureLimit } from './failure-limit.ts';

let now = 1_000;
const limit = (maxAddresses = 10) =>
  createFailureLimit({ clock: () => now, failures: 3, intervalMs: 6_000, maxAddresses });
const OPEN = { limited: false, first: false, retryAfterSeconds: 0 };
const limited = (retryAfterSeconds: number, first = false) => ({ limited: true, first, retryAfterSeconds });

test('some failures are answered as usual, then it is said how long to wait, and waiting so long is enough', () => {
  const { failed } = limit();
  expect([1, 2, 3].map(() => failed('a'))).toEqual([OPEN, OPEN, OPEN]);
  expect([1, 2].map(() => failed('a'))).toEqual([limited(6, true), limited(6)]);
  now += 5_900;
  expect(failed('a')).toEqual(limited(1));
  now += 100;
  expect(failed('a')).toEqual(OPEN);
  expect(failed('a')).toEqual(limited(6));
});

test('another address has its own', () => {
  const { failed } = limit();
  for (let n = 0; n < 9; n++) failed('a');
  expect(failed('b')).toEqual(OPEN);
});

test('an address that was quiet long enough begins anew', () => {
  const { failed } = limit();
  for (let n = 0; n < 9; n++) failed('a');
  now += 18_000;
  expect([1, 2, 3, 4].map(() => failed('a'))).toEqual([OPEN, OPEN, OPEN, limited(6, true)]);
});

test('only so many addresses are remembered; the one that failed longest ago goes first', () => {
  const { failed } = limit(2);
  for (let n = 0; n < 4; n++) failed('a');
  failed('b');
  expect(failed('a').limited).toBe(true);
  failed('c');
  expect(failed('a').limited).toBe(true);
  failed('d');
  failed('e');
  expect(failed('a')).toEqual(OPEN);
});
