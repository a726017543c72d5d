import { expect, test } from 'vitest';
import { BLOCK_BYTES } from './aligned-memory.ts';
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
  expect(memory.take(1).length).toBe(2 * BLOCK_BYTES);
});

test('a chunk holds what is asked for with the rest of the blocks around it', () => {
  const memory = createChunkMemory(BLOCK_BYTES + 2);
  const wanted = 3 * BLOCK_BYTES;
  const chunk = memory.take(wanted);
  expect(chunk.length).toBe(wanted);
  memory.take(wanted);
  memory.reuse();
  expect(memory.take(wanted)).toBe(chunk);
});

test('chunks do not overlap, however many are taken', () => {
  const memory = createChunkMemory(8);
  const chunks = Array.from({ length: 40 }, () => memory.take(8));
  for (const [i, chunk] of chunks.entries()) chunk.fill(i);
  for (const [i, chunk] of chunks.entries()) expect(chunk.every((byte) => byte === i)).toBe(true);
});

test('a piece longer than a chunk has memory of its own', () => {
  const memory = createChunkMemory(8);
  const long = memory.take(2 * BLOCK_BYTES + 1);
  expect(long.length).toBe(2 * BLOCK_BYTES + 1);
  memory.reuse();
  expect(memory.take(2 * BLOCK_BYTES + 1)).not.toBe(long);
});
