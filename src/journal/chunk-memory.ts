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

/** Keeps chunks of `chunkBytes`, as many as are taken between two calls of `reuse`; larger ones are not kept. */
export function createChunkMemory(chunkBytes: number): ChunkMemory {
  const free: Buffer[] = [];
  let taken: Buffer[] = [];

  return {
    take: (length) => {
      if (length > chunkBytes) return Buffer.allocUnsafeSlow(length);
      const chunk = free.pop() ?? Buffer.allocUnsafeSlow(chunkBytes);
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
