import { decodePrefix, MARKER_BYTES, PREFIX_BYTES } from './record.ts';
import { decodeSegmentHeader, idOf, SEGMENT_HEADER_BYTES, type SegmentHeader } from './segment.ts';
import { findMarker } from './walk.ts';
import type { Window } from './window.ts';

/** How to find the records of a segment; `header` is missing where it is damaged. */
export interface Marked {
  readonly marker: Buffer;
  readonly header?: SegmentHeader;
}

/**
 * Finds the marker of a segment of `size` bytes: from its header, or where that is damaged from the first whole record
 * prefix that carries the journal's id. `undefined` where there is none, or where another journal wrote it.
 */
export async function findSegmentMarker(window: Window, size: number, journal?: string): Promise<Marked | undefined> {
  const header = decodeSegmentHeader(await window.at(0, SEGMENT_HEADER_BYTES, size));
  if (header) return foreign(header, journal) ? undefined : { marker: header.marker, header };
  if (journal === undefined) return markerAt(window, SEGMENT_HEADER_BYTES, size);
  const id = Buffer.from(journal, 'latin1');
  for (let at = 0; at < size; ) {
    at = await findMarker(window, id, at, size);
    const marked = await markerAt(window, at, size);
    if (marked) return marked;
    at += 1;
  }
  return undefined;
}

async function markerAt(window: Window, offset: number, size: number): Promise<Marked | undefined> {
  const bytes = await window.at(offset, PREFIX_BYTES, size);
  if (bytes.length < PREFIX_BYTES) return undefined;
  const marker = Buffer.from(bytes.subarray(0, MARKER_BYTES));
  return decodePrefix(bytes, marker) ? { marker } : undefined;
}

function foreign(header: SegmentHeader, journal: string | undefined): boolean {
  return journal !== undefined && idOf(header.marker) !== journal;
}
