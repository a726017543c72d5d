import { expect, test } from 'vitest';
import { createChunkMemory } from './chunk-memory.ts';

test('chunks are taken again only when their readers are done, and the one being read not at all', () => {
  const memory = createChunkMemory(8);
  const [first, second] = [memory.take(8), memory.take(3)];
  expect(second).not.toBe(first);
  memory.reuse();
  // `second` is still being read.
  expect(memory.take(8)).toBe(first);
  expect([first, second]).not.toContain(memory.take(8));
  memory.reuse();
  expect(memory.take(1).length).toBe(8);
});

test('a piece longer than a chunk has memory of its own', () => {
  const memory = createChunkMemory(8);
  const long = memory.take(9);
  expect(long.length).toBe(9);
  memory.reuse();
  expect(memory.take(9)).not.toBe(long);
});
