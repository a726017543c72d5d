import type { FileHandle } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { readAt } from './open-files.ts';

/** What a file holds: its bytes, or those that it unpacks to. */
export interface Content {
  /** The bytes from an offset on, fewer where it ends before. */
  at(offset: number, length: number): Promise<Buffer>;
}

export function plainContent(handle: FileHandle): Content {
  return { at: (offset, length) => readAt(handle, offset, length) };
}

/** The content of a file, packed or not. */
export async function contentOf(handle: FileHandle): Promise<Content> {
  return isGzip(await readAt(handle, 0, 2)) ? gzipContent(handle) : plainContent(handle);
}

/** Unpacks from the beginning on at each look. Where the rest is not there yet, what is there is all. */
export function gzipContent(handle: FileHandle): Content {
  return {
    at: async (offset, length) => {
      const pieces: Buffer[] = [];
      let from = 0;
      try {
        for await (const piece of unpacked(handle)) {
          const [start, end] = [Math.max(0, offset - from), offset + length - from];
          if (start < piece.length) pieces.push(piece.subarray(start, end));
          from += piece.length;
          if (from >= offset + length) break;
        }
      } catch (error) {
        if (!isBroken(error)) throw error;
      }
      return Buffer.concat(pieces);
    },
  };
}

/** So much is unpacked at a time. */
const CHUNK_BYTES = 256 * 1024;

/** What a `.gz` unpacks to, in pieces. Throws zlib's errors, Z_BUF_ERROR where the rest is missing. */
export function unpacked(handle: FileHandle): AsyncIterable<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  pipeline(Readable.from(chunks(handle)), gunzip, () => {});
  return gunzip;
}

/** A stream of node's own would close the descriptor, which others use. */
async function* chunks(handle: FileHandle): AsyncGenerator<Buffer> {
  for (let at = 0; ; ) {
    const bytes = await readAt(handle, at, CHUNK_BYTES);
    if (bytes.length === 0) return;
    yield bytes;
    at += bytes.length;
  }
}

/** Whether an error is of the packed bytes, not of the disk. */
export function isBroken(error: unknown): boolean {
  return String((error as NodeJS.ErrnoException).code).startsWith('Z_');
}

export function isGzip(first: Uint8Array): boolean {
  return first[0] === 0x1f && first[1] === 0x8b;
}
