import { stat } from 'node:fs/promises';
import type { Chain } from './chain.ts';
import type { Reached } from './cursors.ts';
import { firstReceivedAt } from './first-received.ts';
import { HEAD_CHUNK_BYTES, ROLL_AT_SHARE } from './limits.ts';
import { findSegmentMarker } from './marker.ts';
import { openSegment } from './open-segment.ts';
import { AT, decodePrefix, HASH_BYTES, PREFIX_BYTES } from './record.ts';
import { removeOldest } from './remove-oldest.ts';
import { writeRemoved } from './removed.ts';
import { type Candidate, decideRemoval, type Retention } from './retention.ts';
import { bytesOnDisk, decodeSegmentHeader, SEGMENT_HEADER_BYTES, type Segment } from './segment.ts';

/** The oldest part of the journal, which was removed. */
export interface Removal {
  readonly segments: number;
  readonly entries: number;
  readonly bytes: number;
  /** The number of the first entry that is left. */
  readonly nextSeq: number;
}

export interface ExpiryOptions {
  readonly dir: string;
  readonly chain: Chain;
  readonly retention: Retention;
  /** The consumer that has handled least. */
  readonly last: () => Reached | undefined;
  readonly now: () => number;
  readonly removed: (removal: Removal) => void;
  /** Told who keeps what is due from being removed. */
  readonly held: (by: Reached) => void;
}

/** Whether the segment that is written should be sealed, because only a sealed one can be removed in time. */
export async function isTailOld({ chain, retention: { timeMs }, now }: ExpiryOptions): Promise<boolean> {
  if (timeMs === undefined) return false;
  const first = await firstReceivedAt(chain, chain.segments.at(-1)!).catch(() => undefined);
  return first !== undefined && first < now() - timeMs * ROLL_AT_SHARE;
}

/** Removes the oldest segments that are due, after it was noted durably where the journal begins then. */
export async function removeExpired(options: ExpiryOptions): Promise<void> {
  const { dir, chain, retention } = options;
  if (retention.timeMs === undefined && retention.bytes === undefined) return;
  const oldest = await candidates(chain, retention, options.now());
  const { count, heldBy } = decideRemoval(oldest, retention, {
    now: options.now(),
    bytes: chain.bytes,
    last: options.last(),
  });
  if (heldBy) options.held(heldBy);
  if (count === 0) return;
  const first = chain.segments[count]!;
  const hash = await hashBefore(chain, first);
  // Where both places that say it are damaged, the chain could not be verified any more.
  if (hash === undefined) return;
  const from = chain.segments[0]!.firstSeq;
  const nextSeq = first.firstSeq;
  const removed = { journal: chain.id, nextSeq, hash, removedAt: new Date(options.now()).toISOString() };
  await writeRemoved(dir, removed);
  chain.removed = removed;
  const { bytes, failure } = await removeOldest(dir, chain, count);
  options.removed({ segments: count, entries: nextSeq - from, bytes, nextSeq });
  if (failure) throw failure;
}

/**
 * All sealed segments. Times are read only until one is too young: those after it are younger. What was received before a
 * segment that cannot be read, was received before the one after that; and before a last one without events was made.
 */
async function candidates(chain: Chain, { timeMs }: Retention, now: number): Promise<Candidate[]> {
  const { segments } = chain;
  const found: Candidate[] = [];
  let reading = timeMs !== undefined;
  for (const [i, segment] of segments.slice(0, -1).entries()) {
    const next = segments[i + 1]!;
    const receivedBefore = reading ? await startOf(chain, next).catch(() => undefined) : undefined;
    if (timeMs !== undefined && receivedBefore !== undefined && receivedBefore >= now - timeMs) reading = false;
    found.push({ nextSeq: next.firstSeq, bytes: bytesOnDisk(segment), receivedBefore });
  }
  let later: number | undefined;
  return found
    .toReversed()
    .map((candidate) => {
      later = candidate.receivedBefore ?? later;
      return { ...candidate, receivedBefore: later };
    })
    .toReversed();
}

async function startOf(chain: Chain, segment: Segment): Promise<number | undefined> {
  return segment.size > SEGMENT_HEADER_BYTES ? firstReceivedAt(chain, segment) : (await stat(segment.path)).mtimeMs;
}

/** The hash of the record before a segment, as its header says it, or else its first record. */
async function hashBefore(chain: Chain, segment: Segment): Promise<string | undefined> {
  const window = await openSegment(segment, HEAD_CHUNK_BYTES);
  try {
    const header = decodeSegmentHeader(await window.at(0, SEGMENT_HEADER_BYTES, segment.size));
    if (header) return header.previous.toString('hex');
    const marked = await findSegmentMarker(window, segment.size, chain.id);
    const bytes = await window.at(SEGMENT_HEADER_BYTES, PREFIX_BYTES, segment.size);
    const prefix = marked && decodePrefix(bytes, marked.marker);
    return prefix && bytes.toString('hex', AT.previous, AT.previous + HASH_BYTES);
  } finally {
    await window.close();
  }
}
