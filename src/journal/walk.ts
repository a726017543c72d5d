import type { Damage } from './damage.ts';
import { decodeHead, decodePrefix, type Head, MARKER_BYTES, PREFIX_BYTES, type Prefix } from './record.ts';
import type { Window } from './window.ts';

/** A stretch of one segment. `nextSeq` is the number that must follow at `limit`; missing where it is not known. */
export interface Stretch {
  readonly marker: Buffer;
  readonly offset: number;
  readonly expected: number;
  readonly limit: number;
  readonly nextSeq?: number | undefined;
}

export type Flaw = Omit<Damage, 'segment'>;

/** What a walk meets: a record whose head holds, or a place that is damaged. */
export type Found =
  | { readonly head: Head; readonly offset: number; readonly flaw?: undefined }
  | { readonly flaw: Flaw; readonly head?: undefined; readonly offset?: undefined };

/** The bytes scanned at once for the next record. */
const SCAN_BYTES = 1024 * 1024;

/**
 * Goes through a stretch head by head, in order. After bytes that are no record it goes on at the next record. Every
 * number from `expected` to `nextSeq` is either in a head or in a flaw. Bodies are neither read nor checked.
 */
export async function* walk(window: Window, stretch: Stretch): AsyncGenerator<Found> {
  const { marker, limit } = stretch;
  let { offset, expected } = stretch;
  let badFrom: number | undefined;

  function gap(reason: 'record' | 'missing', from: number, to: number, next: number): Found {
    return {
      flaw: { reason, offset: from, bytes: to - from, firstSeq: expected, count: Math.max(0, next - expected) },
    };
  }

  while (offset < limit) {
    const prefix = decodePrefix(await window.at(offset, PREFIX_BYTES, limit), marker);
    const end = prefix ? endOf(offset, prefix) : Number.POSITIVE_INFINITY;
    if (!prefix || end > limit) {
      badFrom ??= offset;
      offset = await findMarker(window, marker, offset + 1, limit);
      continue;
    }
    if (badFrom !== undefined) {
      yield gap('record', badFrom, offset, prefix.firstSeq);
    } else if (prefix.firstSeq > expected) {
      yield gap('missing', offset, offset, prefix.firstSeq);
    }
    badFrom = undefined;
    if (prefix.firstSeq < expected) {
      yield { flaw: { reason: 'order', offset, bytes: end - offset, firstSeq: prefix.firstSeq, count: 0 } };
      offset = end;
      continue;
    }
    const head = decodeHead(prefix, await window.at(offset, prefix.headLength, limit));
    if (head) {
      yield { head, offset };
    } else {
      const { firstSeq, count } = prefix;
      yield { flaw: { reason: 'index', offset, bytes: end - offset, firstSeq, count } };
    }
    expected = prefix.firstSeq + prefix.count;
    offset = end;
  }
  if (badFrom !== undefined) {
    yield gap('record', badFrom, limit, stretch.nextSeq ?? expected);
  } else if ((stretch.nextSeq ?? expected) > expected) {
    yield gap('missing', limit, limit, stretch.nextSeq ?? expected);
  }
}

/** The offset after a record. */
export function endOf(offset: number, record: Prefix): number {
  return offset + record.headLength + record.bodyLength;
}

/** The first place of `needle` from `from` on, else `limit`. */
export async function findMarker(window: Window, needle: Buffer, from: number, limit: number): Promise<number> {
  const overlap = MARKER_BYTES - 1;
  for (let at = from; at < limit; ) {
    const bytes = await window.at(at, SCAN_BYTES, limit);
    const found = bytes.indexOf(needle);
    if (found >= 0) return at + found;
    if (bytes.length <= overlap) return limit;
    at += bytes.length - overlap;
  }
  return limit;
}
