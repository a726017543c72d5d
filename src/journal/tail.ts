import { unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Chain } from './chain.ts';
import { type Disk, type DiskFile, syncDirectory } from './disk.ts';
import { encodeSegmentHeader, newMarker, SEGMENT_HEADER_BYTES, type Segment, segmentPath } from './segment.ts';

/** The segment that is being written. */
export interface Tail {
  readonly segment: Segment;
  readonly marker: Buffer;
  readonly file: DiskFile;
}

/** Creates the segment that begins at `firstSeq` and follows `previous`, durably. Leaves no file behind on failure. */
export async function createSegment(
  disk: Disk,
  dir: string,
  place: { readonly journal: string; readonly firstSeq: number; readonly previous: Buffer },
): Promise<Tail> {
  const { firstSeq, previous } = place;
  const path = segmentPath(dir, firstSeq);
  const marker = newMarker(place.journal);
  const file = await disk.create(path);
  try {
    await disk.write(file, encodeSegmentHeader({ marker, firstSeq, previous }), 0);
    await disk.sync(file);
    await syncDirectory(dir);
  } catch (error) {
    await closeQuietly(disk, file);
    await unlink(path).catch(() => undefined);
    throw error;
  }
  return { segment: { firstSeq, path, size: SEGMENT_HEADER_BYTES }, marker, file };
}

/** Seals the tail and goes on in a new segment from number `firstSeq` on, which is added to the chain. */
export async function rollTail(disk: Disk, chain: Chain, tail: Tail, firstSeq = chain.nextSeq): Promise<Tail> {
  const { segment } = tail;
  // No segment is ever given the name of another, whatever damage has done to the numbers.
  const first = Math.max(firstSeq, segment.firstSeq + 1);
  const place = { journal: chain.id, firstSeq: first, previous: chain.hash };
  const next = await createSegment(disk, dirname(segment.path), place);
  chain.segments.push(next.segment);
  chain.nextSeq = first;
  chain.bytes += SEGMENT_HEADER_BYTES;
  await closeQuietly(disk, tail.file);
  return next;
}

/**
 * After a failed write or sync: cuts the tail back to its durable end and goes on in a new segment. The kernel may have
 * dropped the pages of a failed fdatasync and forgotten the error, so nothing more is appended to the old file. A
 * segment without records is written anew from its first byte, as its name is already the right one.
 */
export async function repairTail(disk: Disk, chain: Chain, tail: Tail): Promise<Tail> {
  const { segment, marker } = tail;
  const empty = segment.size === SEGMENT_HEADER_BYTES;
  const file = await disk.open(segment.path);
  try {
    await disk.truncate(file, segment.size);
    if (empty) {
      const header = encodeSegmentHeader({ marker, firstSeq: segment.firstSeq, previous: chain.hash });
      await disk.write(file, header, 0);
    }
    await disk.sync(file);
    const cut = { segment, marker, file };
    const next = empty ? cut : await rollTail(disk, chain, cut);
    await closeQuietly(disk, tail.file);
    return next;
  } catch (error) {
    await closeQuietly(disk, file);
    throw error;
  }
}

/** The file was synced or given up before: its closing has nothing to tell. */
async function closeQuietly(disk: Disk, file: DiskFile): Promise<void> {
  await disk.close(file).catch(() => undefined);
}
