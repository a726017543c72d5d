import { expect, test } from 'vitest';
import { createBodyMemory } from './body-memory.ts';

test.each([
  ['a body of usual size', 400_000, 500_000, true],
  ['one that is far larger than the next', 400_000, 100_000, false],
  ['a small one', 1_000, 1_000, false],
  ['a very large one', 9_000_000, 9_000_000, false],
])('the memory of %s is used again or not', (_name, first, second, again) => {
  const memory = createBodyMemory();
  const one = memory.take(first);
  expect(one.length).toBe(first);
  memory.give(one);
  const two = memory.take(second);
  expect([two.length, two.buffer === one.buffer]).toEqual([second, again]);
});

test('what is in use is never given to another', () => {
  const memory = createBodyMemory();
  expect(memory.take(400_000).buffer).not.toBe(memory.take(400_000).buffer);
});

test('no more than 16 MiB are kept', () => {
  const memory = createBodyMemory();
  const taken = Array.from({ length: 5 }, () => memory.take(4 * 1024 * 1024));
  for (const one of taken) memory.give(one);
  expect(taken.map(({ length }) => length > 0)).toEqual([true, true, true, true, false]);
  const kept = new Set(taken.slice(0, 4).map(({ buffer }) => buffer));
  expect(taken.map(() => kept.has(memory.take(4 * 1024 * 1024).buffer))).toEqual([true, true, true, true, false]);
});
