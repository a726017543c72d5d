import { rename, stat, unlink } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Chain } from './chain.ts';
import { syncDirectory } from './disk.ts';
import { MAX_PLAIN_BYTES, PACK_AFTER_MS, PACK_AT_ONCE_SHARE, WORTH_PACKING_SHARE } from './limits.ts';
import type { Packer } from './packer.ts';
import { bytesOnDisk, isPacked, packedPath, type Segment } from './segment.ts';

/** A segment that was packed, and what it takes now. */
export interface Packed {
  readonly segment: string;
  readonly bytes: number;
  readonly packedBytes: number;
}

export interface PackingOptions {
  readonly dir: string;
  readonly chain: Chain;
  readonly packer: Packer;
  readonly maxBytes: number;
  /** So many of the last entries are read whenever the journal is opened; their segments stay plain. */
  readonly plainEntries: number;
  readonly now: () => number;
  readonly packed: (packed: Packed) => void;
}

/** Segments that are passed over, by the number of their first entry. */
export interface PassedOver {
  /** Packing does not make them smaller; they are not tried again. */
  readonly incompressible: Set<number>;
  /** They could not be packed; they are tried again once no other is due, so that one which cannot be read holds up none. */
  readonly failed: Set<number>;
}

/** Packs the oldest sealed segment that is due. Gives whether there was one. */
export async function packOldest(options: PackingOptions, { incompressible, failed }: PassedOver): Promise<boolean> {
  const { chain, maxBytes, plainEntries } = options;
  const isCrowded = chain.bytes > maxBytes * PACK_AT_ONCE_SHARE;
  let bytesFrom = chain.bytes;
  for (const [i, segment] of chain.segments.slice(0, -1).entries()) {
    const isRecent = chain.segments[i + 1]!.firstSeq > chain.nextSeq - plainEntries && bytesFrom <= MAX_PLAIN_BYTES;
    if (isRecent && !isCrowded) break;
    bytesFrom -= bytesOnDisk(segment);
    const { path, firstSeq } = segment;
    if (isPacked(path) || incompressible.has(firstSeq) || failed.has(firstSeq)) continue;
    if (!isCrowded && !(await isOld(segment, options.now()))) continue;
    const isSmaller = await packOne(segment, options).catch((error) => {
      failed.add(firstSeq);
      throw error;
    });
    if (isSmaller) return true;
    incompressible.add(firstSeq);
  }
  failed.clear();
  return false;
}

async function isOld({ path }: Segment, now: number): Promise<boolean> {
  // A file that is gone is for readers to report.
  const file = await stat(path).catch(() => undefined);
  return file !== undefined && file.mtimeMs + PACK_AFTER_MS <= now;
}

/** The plain file goes only after the packed one was read again and is durable under its name. */
async function packOne(segment: Segment, { dir, chain, packer, packed }: PackingOptions): Promise<boolean> {
  const { path, firstSeq, size } = segment;
  const target = packedPath(segment);
  const temporary = `${target}.tmp`;
  try {
    const packedBytes = await packer.pack({ source: path, target: temporary, firstSeq, journal: chain.id });
    if (packedBytes > size * WORTH_PACKING_SHARE) {
      await unlink(temporary);
      return false;
    }
    await rename(temporary, target);
    await syncDirectory(dir);
    segment.path = target;
    segment.packedBytes = packedBytes;
    chain.bytes += packedBytes - size;
    await unlink(path);
    await syncDirectory(dir);
    packed({ segment: basename(target), bytes: size, packedBytes });
    return true;
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}
