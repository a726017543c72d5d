import { unlink } from 'node:fs/promises';
import type { Chain } from './chain.ts';
import { syncDirectory } from './disk.ts';
import { bytesOnDisk } from './segment.ts';

/** What became of the files of segments that were removed. */
export interface Unlinked {
  /** What they took on the disk. */
  readonly bytes: number;
  /** Why the first of those that are still there is. */
  readonly failure: unknown;
}

/**
 * Removes the first `count` segments; what they were was noted before. Whoever reads one of them now reads on. A file that
 * cannot be removed keeps no other: it goes when the journal is opened again.
 */
export async function removeOldest(dir: string, chain: Chain, count: number): Promise<Unlinked> {
  let bytes = 0;
  let failure: unknown;
  for (const segment of chain.segments.splice(0, count)) {
    try {
      await unlinkIfThere(segment.path);
      bytes += bytesOnDisk(segment);
    } catch (error) {
      failure ??= error;
    }
  }
  chain.bytes -= bytes;
  await syncDirectory(dir);
  return { bytes, failure };
}

async function unlinkIfThere(path: string): Promise<void> {
  await unlink(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}
