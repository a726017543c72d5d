import type { ChunkMemory } from './chunk-memory.ts';
import { openPacked, type Start } from './packed-file.ts';
import { isPacked, SEGMENT_HEADER_BYTES, type Segment } from './segment.ts';
import { openWindow, type Window, windowOn } from './window.ts';

/** The plain bytes of a segment, packed or not. */
export interface OpenSegment extends Window {
  /** From where to look for entry `seq`: in a packed segment near it, else its first record. */
  startFor(seq: number): Start;
}

/** Opens a segment for reading; `memory` as for `openFile`, of a packed segment it is not needed. Throws ENOENT where neither its plain nor its packed file is there. */
export async function openSegment(segment: Segment, chunkBytes: number, memory?: ChunkMemory): Promise<OpenSegment> {
  const { path, firstSeq } = segment;
  const first = { offset: SEGMENT_HEADER_BYTES, expected: firstSeq };
  try {
    if (!isPacked(path)) return { ...(await openWindow(path, chunkBytes, memory)), startFor: () => first };
    const packed = await openPacked(path);
    return { ...windowOn(packed, chunkBytes), startFor: (seq) => packed.startFor(seq) ?? first };
  } catch (error) {
    // It was packed just now.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && segment.path !== path) {
      return openSegment(segment, chunkBytes, memory);
    }
    throw error;
  }
}
