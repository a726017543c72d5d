import type { ChunkMemory } from './chunk-memory.ts';
import { type ByteSource, openFile } from './file-bytes.ts';

/** Reads a source at any place through one chunk at a time. */
export interface Window {
  /**
   * The bytes from `offset` on, `length` of them, fewer where the source or `limit` ends before. Never reads beyond
   * `limit`: what lies there may still change. The result is a view that stays valid; later reads use other buffers.
   */
  at(offset: number, length: number, limit: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** Opens a file for reading in chunks of `chunkBytes`; a single longer piece is read at once. `memory` as for `openFile`. */
export async function openWindow(path: string, chunkBytes: number, memory?: ChunkMemory): Promise<Window> {
  return windowOn(await openFile(path, memory), chunkBytes);
}

export function windowOn(source: ByteSource, chunkBytes: number): Window {
  let chunk: Buffer = Buffer.alloc(0);
  let start = 0;

  async function at(offset: number, length: number, limit: number): Promise<Buffer> {
    const wanted = Math.min(length, limit - offset);
    if (wanted <= 0) return Buffer.alloc(0);
    if (offset < start || offset + wanted > start + chunk.length) {
      chunk = await source.read(offset, Math.min(Math.max(wanted, chunkBytes), limit - offset));
      start = offset;
    }
    return chunk.subarray(offset - start, offset - start + wanted);
  }

  return { at, close: () => source.close() };
}
