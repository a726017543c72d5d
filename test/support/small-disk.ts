import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { afterAll } from 'vitest';

/** A file system of its own in memory. */
export interface SmallDisk {
  /** Gives it more room, such as `200m`. */
  grow(size: string): void;
}

/**
 * Mounts a file system of a size at a directory until the test file is done. `undefined`, with a message, where that is not
 * allowed: to root only.
 */
export async function mountSmallDisk(directory: string, size: string): Promise<SmallDisk | undefined> {
  await mkdir(directory, { recursive: true });
  const mount = (options: string) =>
    spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', directory]).status === 0;
  if (!mount(`size=${size}`)) {
    console.warn('skipped: a full disk needs the right to mount a tmpfs');
    return undefined;
  }
  afterAll(() => {
    spawnSync('umount', ['-l', directory]);
  });
  return {
    grow: (larger) => {
      if (!mount(`remount,size=${larger}`)) throw new Error(`The disk at ${directory} does not grow.`);
    },
  };
}
