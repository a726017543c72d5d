import { type FileHandle, open } from 'node:fs/promises';
import type { ChunkMemory } from './chunk-memory.ts';

/** Bytes that can be read at any place. */
export interface ByteSource {
  /** The bytes from `offset` on, `length` of them, fewer at the end. They do not change afterwards. */
  read(offset: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** Reads a source at any place through one chunk at a time. */
export interface Window {
  /**
   * The bytes from `offset` on, `length` of them, fewer where the source or `limit` ends before. Never reads beyond
   * `limit`: what lies there may still change. The result is a view that stays valid; later reads use other buffers.
   */
  at(offset: number, length: number, limit: number): Promise<Buffer>;
  close(): Promise<void>;
}

/**
 * Opens a file for reading in chunks of `chunkBytes`; a single longer piece is read at once. With `memory`, views are valid
 * only until it is told that it may be used again.
 */
export async function openWindow(path: string, chunkBytes: number, memory?: ChunkMemory): Promise<Window> {
  const file = await open(path, 'r');
  const read = (offset: number, length: number) => readAt(file, offset, length, memory?.take(length));
  return windowOn({ read, close: () => file.close() }, chunkBytes);
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

/** Reads `length` bytes of a file from `offset` on into a buffer of their own or into one that is given, fewer at the end. */
export async function readAt(
  file: FileHandle,
  offset: number,
  length: number,
  buffer: Buffer = Buffer.allocUnsafeSlow(length),
): Promise<Buffer> {
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, offset + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return buffer.subarray(0, done);
}
