import { unlink } from 'node:fs/promises';
import type { Chain } from './chain.ts';
import { syncDirectory } from './disk.ts';
import { bytesOnDisk, type Segment } from './segment.ts';

/**
 * Removes the first `count` segments; what they were was noted before. Whoever reads one of them now reads on. A file that
 * cannot be removed keeps no other: it goes when the journal is opened again. Throws the first such error.
 */
export async function removeOldest(dir: string, chain: Chain, count: number): Promise<Segment[]> {
  const gone = chain.segments.splice(0, count);
  const failures: unknown[] = [];
  for (const segment of gone) {
    try {
      await unlinkIfThere(segment.path);
      chain.bytes -= bytesOnDisk(segment);
    } catch (error) {
      failures.push(error);
    }
  }
  await syncDirectory(dir);
  if (failures.length > 0) throw failures[0];
  return gone;
}

async function unlinkIfThere(path: string): Promise<void> {
  await unlink(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}
