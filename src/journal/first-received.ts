import type { Chain } from './chain.ts';
import { HEAD_CHUNK_BYTES } from './limits.ts';
import { findSegmentMarker } from './marker.ts';
import { openSegment } from './open-segment.ts';
import { SEGMENT_HEADER_BYTES, type Segment } from './segment.ts';
import { walk } from './walk.ts';

/** When the first record of a segment that can be read was received, in milliseconds; `undefined` where there is none. */
export async function firstReceivedAt(chain: Chain, segment: Segment): Promise<number | undefined> {
  const { firstSeq, size: limit } = segment;
  const window = await openSegment(segment, HEAD_CHUNK_BYTES);
  try {
    const marked = await findSegmentMarker(window, limit, chain.id);
    if (!marked) return undefined;
    const stretch = { marker: marked.marker, offset: SEGMENT_HEADER_BYTES, expected: firstSeq, limit };
    for await (const { head } of walk(window, stretch)) {
      const time = head && Date.parse(head.envelope.receivedAt);
      if (time !== undefined && !Number.isNaN(time)) return time;
    }
    return undefined;
  } finally {
    await window.close();
  }
}
