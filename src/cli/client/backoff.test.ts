import { expect, test } from 'vitest';
import { backoff } from './backoff.ts';

test.each([
  [1, 0.5, 1_000],
  [2, 0.5, 2_000],
  [9, 0.5, 30_000],
  [1_000, 0.5, 30_000],
  [1, 0, 800],
  [1, 1, 1_200],
])('after %i failures, by chance %d, %i ms', (failures, chance, expected) => {
  expect(backoff(failures, () => chance)).toBe(expected);
});
