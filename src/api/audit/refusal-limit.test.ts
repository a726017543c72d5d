import { expect, test } from 'vitest';
import { createRefusalLimit, MAX_OF_ADDRESS, MAX_OF_ALL } from './refusal-limit.ts';

test('one address is recorded some times, then counted, and the count is told later', () => {
  let now = 0;
  const limit = createRefusalLimit(() => now);
  for (let n = 0; n < MAX_OF_ADDRESS; n++) expect(limit.admit('a')).toBe(0);
  for (let n = 0; n < 1000; n++) expect(limit.admit('a')).toBeUndefined();
  expect(limit.admit('b')).toBe(1000);
  now = 59_999;
  expect(limit.admit('a')).toBeUndefined();
  now = 60_000;
  expect(limit.admit('a')).toBe(1);
});

test('many addresses together are bounded too', () => {
  let now = 0;
  const limit = createRefusalLimit(() => now);
  const admitted = () =>
    Array.from({ length: 1000 }, (_, n) => limit.admit(`${now}.${n}`)).filter((x) => x !== undefined);
  expect(admitted()).toHaveLength(MAX_OF_ALL);
  now = 60_000;
  expect(admitted()).toHaveLength(MAX_OF_ALL);
});
