import { expect, test } from 'vitest';
import { DURATION, millisOf } from './duration.ts';

test.each([
  ['1m', 60_000],
  ['36h', 129_600_000],
  ['90d', 7_776_000_000],
  ['2w', 1_209_600_000],
])('%s', (text, millis) => {
  expect(text).toMatch(new RegExp(DURATION));
  expect(millisOf(text)).toBe(millis);
});

test.each(['', '0d', '5', 'd', '1.5d', '1y', '-1d', '1d ', '1234567d'])('%j is no length of time', (text) => {
  expect(text).not.toMatch(new RegExp(DURATION));
});
