import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { blockOf, isAlignedFor } from './aligned-memory.ts';
import { closeQuietly, DIRECT_BYTES, openDirect, refusesDirect } from './direct.ts';

/** A file that is written. */
export interface DiskFile {
  readonly handle: FileHandle;
  /** The same file past the page cache, for as long as its file system takes that. */
  direct: FileHandle | undefined;
}

/** How the journal writes. An argument, so that tests can be a disk that is full or broken. */
export interface Disk {
  /** An empty file to write. An older file of that name is emptied. */
  create(path: string): Promise<DiskFile>;
  /** An existing file to write. */
  open(path: string): Promise<DiskFile>;
  /** Writes all of `bytes` at `position`. Of memory that is aligned, what lies before them in their block is written over. */
  write(file: DiskFile, bytes: Uint8Array, position: number): Promise<void>;
  /** Returns once the file's data and its size are on the disk. */
  sync(file: DiskFile): Promise<void>;
  truncate(file: DiskFile, size: number): Promise<void>;
  close(file: DiskFile): Promise<void>;
}

export const realDisk: Disk = {
  create: async (path) => toWrite(await open(path, 'w+', FILE_MODE), path),
  open: async (path) => toWrite(await open(path, 'r+'), path),
  write,
  sync: ({ handle }) => handle.datasync(),
  truncate: ({ handle }, size) => handle.truncate(size),
  close: async ({ handle, direct }) => {
    try {
      await direct?.close();
    } finally {
      await handle.close();
    }
  },
};

/** Audit events are for their owner alone. */
const FILE_MODE = 0o600;
const DIRECTORY_MODE = 0o700;

async function toWrite(handle: FileHandle, path: string): Promise<DiskFile> {
  return { handle, direct: await openDirect(path, 'write') };
}

/**
 * Whole blocks of much at once go past the page cache, the one that `position` is in with what it holds already: they are
 * one write, which a local file system counts as part of the file once all of it is there. So no crash of the machine leaves
 * later records of them without the first.
 */
async function write(file: DiskFile, bytes: Uint8Array, position: number): Promise<void> {
  const { handle, direct } = file;
  const [start, end] = [blockOf(position), blockOf(position + bytes.length)];
  if (!direct || end - position < DIRECT_BYTES || !isAlignedFor(bytes, position))
    return writeAll(handle, bytes, position);
  const before = position - start;
  const blocks = new Uint8Array(bytes.buffer, bytes.byteOffset - before, end - start);
  // Where that is not all there, the file is not what it was when its end was `position`.
  const there = before === 0 || (await handle.read(blocks, 0, before, start)).bytesRead === before;
  if (!there) return writeAll(handle, bytes, position);
  await writeBlocks(file, direct, blocks, start);
  await writeAll(handle, bytes.subarray(end - position), end);
}

async function writeBlocks(file: DiskFile, direct: FileHandle, blocks: Uint8Array, start: number): Promise<void> {
  try {
    await writeAll(direct, blocks, start);
  } catch (error) {
    if (!refusesDirect(error)) throw error;
    file.direct = undefined;
    await closeQuietly(direct);
    await writeAll(file.handle, blocks, start);
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

/** Makes the names in a directory durable: files created, renamed or removed. */
export async function syncDirectory(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Creates a directory, with those above it, durably. */
export async function makeDirectory(dir: string): Promise<void> {
  const first = await mkdir(dir, { recursive: true, mode: DIRECTORY_MODE });
  if (first === undefined) return;
  for (let made = dir; made.length >= first.length; made = dirname(made)) await syncDirectory(dirname(made));
}
