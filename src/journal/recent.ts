import type { Envelope } from '../event/record.ts';
import type { Chain } from './chain.ts';
import { HEAD_CHUNK_BYTES } from './limits.ts';
import { findSegmentMarker } from './marker.ts';
import { openSegment } from './open-segment.ts';
import { hashesOf } from './record.ts';
import { walk } from './walk.ts';

/** The SHA-256 of each `raw` of one record, in order, from entry `firstSeq` on. The hashes are views of one buffer. */
export interface RecentHashes {
  readonly envelope: Envelope;
  readonly firstSeq: number;
  readonly hashes: readonly Buffer[];
}

/**
 * The hashes of the last `limit` entries, oldest first, from the heads alone. Damaged records are left out without a
 * report: reading reports them, and for deduplication a hash too few only means that a repetition may be seen twice.
 */
export async function* recentHashes(chain: Chain, limit: number): AsyncGenerator<RecentHashes> {
  const from = Math.max(1, chain.nextSeq - limit);
  for (const [i, segment] of chain.segments.entries()) {
    const nextSeq = chain.segments[i + 1]?.firstSeq ?? chain.nextSeq;
    if (nextSeq <= from) continue;
    const { size } = segment;
    const window = await openSegment(segment, HEAD_CHUNK_BYTES);
    try {
      const marked = await findSegmentMarker(window, size, chain.id);
      if (!marked) continue;
      const stretch = { marker: marked.marker, ...window.startFor(from), limit: size };
      for await (const { head } of walk(window, stretch)) {
        if (!head || head.firstSeq + head.count <= from) continue;
        yield { envelope: head.envelope, firstSeq: Math.max(from, head.firstSeq), hashes: hashesOf(head, from) };
      }
    } finally {
      await window.close();
    }
  }
}
