import type { Envelope } from '../event/record.ts';
import { type Chain, following } from './chain.ts';
import { HEAD_CHUNK_BYTES } from './limits.ts';
import { findSegmentMarker } from './marker.ts';
import { type OpenSegment, openSegment } from './open-segment.ts';
import { hashesOf } from './record.ts';
import type { Segment } from './segment.ts';
import { walk } from './walk.ts';

/** The SHA-256 of each `raw` of one record, in order and as `latin1`, from entry `firstSeq` on. */
export interface RecentHashes {
  readonly envelope: Envelope;
  readonly firstSeq: number;
  readonly hashes: readonly string[];
}

/**
 * The hashes of the last `limit` entries, oldest first, from the heads alone. Damaged records are left out without a
 * report: reading reports them, and for deduplication a hash too few only means that a repetition may be seen twice.
 */
export async function* recentHashes(chain: Chain, limit: number): AsyncGenerator<RecentHashes> {
  const until = chain.nextSeq;
  const from = Math.max(1, until - limit);
  // Segments may be removed while one is read.
  for (let segment = chain.segments[0]; segment && segment.firstSeq < until; segment = following(chain, segment)) {
    const nextSeq = following(chain, segment)?.firstSeq ?? chain.nextSeq;
    if (nextSeq > from) yield* hashesIn(chain, segment, from);
  }
}

async function* hashesIn(chain: Chain, segment: Segment, from: number): AsyncGenerator<RecentHashes> {
  const { size } = segment;
  const window = await openUnlessRemoved(chain, segment);
  try {
    const marked = window && (await findSegmentMarker(window, size, chain.id));
    if (!marked) return;
    const stretch = { marker: marked.marker, ...window.startFor(from), limit: size };
    for await (const { head } of ahead(walk(window, stretch))) {
      if (!head || head.firstSeq + head.count <= from) continue;
      yield { envelope: head.envelope, firstSeq: Math.max(from, head.firstSeq), hashes: hashesOf(head, from) };
    }
  } finally {
    await window?.close();
  }
}

/** Begins to fetch the next of them before one is used: while it is read, the other is looked at. */
async function* ahead<T>(items: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = items.next();
  try {
    for (let item = await next; !item.done; item = await next) {
      next = items.next();
      // It is awaited later; a failure until then is not unheard.
      next.catch(() => {});
      yield item.value;
    }
  } finally {
    await next.catch(() => {});
  }
}

async function openUnlessRemoved(chain: Chain, segment: Segment): Promise<OpenSegment | undefined> {
  try {
    return await openSegment(segment, HEAD_CHUNK_BYTES);
  } catch (error) {
    if (chain.segments.includes(segment)) throw error;
    return undefined;
  }
}
