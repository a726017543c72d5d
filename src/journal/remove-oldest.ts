import { unlink } from 'node:fs/promises';
import type { Chain } from './chain.ts';
import { syncDirectory } from './disk.ts';
import { bytesOnDisk, type Segment } from './segment.ts';

/** Removes the first `count` segments; what they were was noted before. Whoever reads one of them now reads on. */
export async function removeOldest(dir: string, chain: Chain, count: number): Promise<Segment[]> {
  const gone = chain.segments.splice(0, count);
  for (const segment of gone) {
    chain.bytes -= bytesOnDisk(segment);
    await unlink(segment.path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
  await syncDirectory(dir);
  return gone;
}
