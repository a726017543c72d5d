import { alignedMemory, BLOCK_BYTES, blockFrom } from './aligned-memory.ts';

/**
 * Memory for chunks of a journal that is read once and left behind. Chunks that are made anew, 60 MB a second of them under
 * load, have V8 look through all of its heap for each 64 MB.
 */
export interface ChunkMemory {
  /** Room for `length` bytes, or more of it. */
  take(length: number): Buffer;
  /** What was read so far is no longer looked at; the chunk that was taken last goes on to be read. */
  reuse(): void;
}

/** Chunks that are made together: some batches have so many, and each piece of such memory takes 10 GB of addresses. */
const CHUNKS_AT_ONCE = 16;

/**
 * Keeps chunks of `chunkBytes` and what else is in the blocks in which these begin and end, as many as are taken between two
 * calls of `reuse`; larger ones are not kept.
 */
export function createChunkMemory(chunkBytes: number): ChunkMemory {
  // A chunk that begins at the end of a block is in one more than it fills.
  const size = blockFrom(chunkBytes) + BLOCK_BYTES;
  const free: Buffer[] = [];
  let taken: Buffer[] = [];

  function more(): void {
    const memory = alignedMemory(CHUNKS_AT_ONCE * size);
    for (let at = memory.length - size; at >= 0; at -= size) free.push(memory.subarray(at, at + size));
  }

  return {
    take: (length) => {
      if (length > size) return Buffer.allocUnsafeSlow(length);
      if (free.length === 0) more();
      const chunk = free.pop()!;
      taken.push(chunk);
      return chunk;
    },
    reuse: () => {
      const last = taken.pop();
      free.push(...taken);
      taken = last ? [last] : [];
    },
  };
}
