import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** How the journal writes. An argument, so that tests can be a disk that is full or broken. */
export interface Disk {
  /** An empty file to write. An older file of that name is emptied. */
  create(path: string): Promise<FileHandle>;
  /** An existing file to write. */
  open(path: string): Promise<FileHandle>;
  /** Writes all of `bytes` at `position`. */
  write(file: FileHandle, bytes: Uint8Array, position: number): Promise<void>;
  /** Returns once the file's data and its size are on the disk. */
  sync(file: FileHandle): Promise<void>;
  truncate(file: FileHandle, size: number): Promise<void>;
}

export const realDisk: Disk = {
  create: (path) => open(path, 'w+', FILE_MODE),
  open: (path) => open(path, 'r+'),
  write: writeAll,
  sync: (file) => file.datasync(),
  truncate: (file, size) => file.truncate(size),
};

/** Audit events are for their owner alone. */
const FILE_MODE = 0o600;
const DIRECTORY_MODE = 0o700;

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
