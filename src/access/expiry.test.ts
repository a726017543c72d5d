import { expect, test } from 'vitest';
import { readExpiry } from './expiry.ts';

const NOW = new Date('2026-03-01T00:00:00Z');

test.each([
  ['90d', '2026-05-30T00:00:00.000Z'],
  ['12h', '2026-03-01T12:00:00.000Z'],
  ['1s', '2026-03-01T00:00:01.000Z'],
  ['2w', '2026-03-15T00:00:00.000Z'],
  ['2026-03-01T02:00:00+01:00', '2026-03-01T01:00:00.000Z'],
  ['2026-03-01T00:00:00.001Z', '2026-03-01T00:00:00.001Z'],
])('%s', (text, end) => {
  expect(readExpiry(text, NOW).toISOString()).toBe(end);
});

test.each([
  ['', 'is not when'],
  ['never', 'is not when'],
  ['0d', 'is not when'],
  ['-1d', 'is not when'],
  ['90', 'is not when'],
  ['2027-01-01', 'is not when'],
  ['2026-13-01T00:00:00Z', 'is not when'],
  ['2026-03-01T00:00:00Z', 'that is over'],
  ['2025-01-01T00:00:00Z', 'that is over'],
  ['9999-01-01T00:00:00Z', '100 years at most'],
  ['99999d', '100 years at most'],
])('%j is refused', (text, why) => {
  expect(() => readExpiry(text, NOW)).toThrow(expect.objectContaining({ code: 'TIME_INVALID' }));
  expect(() => readExpiry(text, NOW)).toThrow(why);
});
