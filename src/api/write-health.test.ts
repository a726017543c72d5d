import { expect, test } from 'vitest';
import { createWriteHealth, FAILURE_HOLDS_MS } from './write-health.ts';

test('a failure counts until the next write, but not for ever without one', () => {
  let now = 1_000;
  const health = createWriteHealth(() => now);
  const failure = new Error('no space');
  expect(health.isFailing(undefined)).toBe(false);
  health.failed();
  expect(health.isFailing(failure)).toBe(true);
  expect(health.isFailing(undefined)).toBe(false);
  now += FAILURE_HOLDS_MS - 1;
  expect(health.isFailing(failure)).toBe(true);
  now += 1;
  expect(health.isFailing(failure)).toBe(false);
  health.failed();
  expect(health.isFailing(failure)).toBe(true);
});
