import { expect, test } from 'vitest';
import { createRing } from './ring.ts';

test('a ring counts stretches of time and forgets those that are too old', () => {
  const ring = createRing(10, 3);
  ring.add(1, 1_000);
  ring.add(2, 1_009);
  ring.add(4, 1_010);
  expect(ring.counts(1_015)).toEqual([0, 3, 4]);
  expect(ring.from(1_015)).toBe(990);
  ring.add(8, 1_020);
  expect(ring.counts(1_029)).toEqual([3, 4, 8]);
  expect(ring.counts(1_041)).toEqual([8, 0, 0]);
  expect(ring.counts(9_000)).toEqual([0, 0, 0]);
});

test('nothing is lost by a clock that is set back', () => {
  const ring = createRing(10, 3);
  ring.add(1, 1_000);
  ring.add(1, 500);
  expect(ring.counts(400)).toEqual([0, 0, 2]);
});
