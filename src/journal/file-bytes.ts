import { type FileHandle, open } from 'node:fs/promises';
import { blockFrom, blockOf, isAlignedFor } from './aligned-memory.ts';
import type { ChunkMemory } from './chunk-memory.ts';
import { closeQuietly, DIRECT_BYTES, openDirect, refusesDirect } from './direct.ts';

/** Bytes that can be read at any place. */
export interface ByteSource {
  /** The bytes from `offset` on, `length` of them, fewer at the end. They do not change afterwards. */
  read(offset: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

/**
 * Opens a file. With `memory`, what was read holds only until that is told that it may be used again, and what was written past
 * the page cache is read so, too.
 */
export async function openFile(path: string, memory?: ChunkMemory): Promise<ByteSource> {
  const file = await open(path, 'r');
  return memory ? sourceInto(memory, file, path) : plainSource(file);
}

function plainSource(file: FileHandle): ByteSource {
  return { read: (offset, length) => readAt(file, offset, length), close: () => file.close() };
}

/** A file that is read into memory that is used again: whole blocks where that is much, past the page cache. */
async function sourceInto(memory: ChunkMemory, file: FileHandle, path: string): Promise<ByteSource> {
  let direct = await openDirect(path, 'read');

  async function read(offset: number, length: number): Promise<Buffer> {
    const [from, to] = [blockOf(offset), blockFrom(offset + length)];
    const target = memory.take(to - from);
    const there = offset - from + length;
    if (direct && length >= DIRECT_BYTES && isAlignedFor(target, from)) {
      if ((await readBlocks(target, from, to)) >= there) return target.subarray(offset - from, there);
    }
    return readAt(file, offset, length, target);
  }

  /** How many bytes came; where too few, all are read through the page cache. */
  async function readBlocks(target: Buffer, from: number, to: number): Promise<number> {
    try {
      return (await direct!.read(target, 0, to - from, from)).bytesRead;
    } catch (error) {
      if (!refusesDirect(error)) throw error;
      await closeQuietly(direct!);
      direct = undefined;
      return 0;
    }
  }

  async function close(): Promise<void> {
    if (direct) await closeQuietly(direct);
    await file.close();
  }

  return { read, close };
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
