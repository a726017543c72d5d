import { expect, test } from 'vitest';
import { changeOf } from './change-of.ts';

test.each([
  [5, 5, 'same', undefined],
  [0, 0, 'same', undefined],
  [5, 0, 'more', undefined],
  [0, 5, 'fewer', '100%'],
  [110, 100, 'more', '10%'],
  [90, 100, 'fewer', '10%'],
  [1_001, 1_000, 'more', '<1%'],
  [299, 100, 'more', '199%'],
  [300, 100, 'more', '3.0×'],
  [5_000, 100, 'more', '50×'],
])('%i after %i', (count, before, direction, share) => {
  expect(changeOf(count, before)).toEqual({ direction, share });
});
