import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type Entry, type EntryMeta, HASH_BYTES, type Head, INDEX_BYTES, PREFIX_BYTES } from './record.ts';

/** The entries of a body: those whose bytes are as journaled, and where those stood whose are not. */
export interface Body {
  readonly entries: readonly Entry[];
  readonly damaged: readonly DamagedEntry[];
}

/** The entries of a body that are all there, and none of which has a meta. */
export interface PlainBody {
  /** The events, one after the other. */
  readonly bytes: Buffer;
  readonly count: number;
  /** How many bytes each event has. */
  lengthOf(i: number): number;
}

/** The body as it is, if all of it is wanted, nothing of it is damaged, and it is nothing but events. */
export function plainBody(head: Head, body: Buffer, from: number): PlainBody | undefined {
  const indexAt = PREFIX_BYTES + head.envelopeLength;
  const hasMeta = indexAt + head.count * INDEX_BYTES < head.headLength;
  if (hasMeta || head.firstSeq < from || crc32(body) !== head.bodyCrc) return undefined;
  return { bytes: body, count: head.count, lengthOf: (i) => head.bytes.readUInt32LE(indexAt + i * INDEX_BYTES) };
}

export interface DamagedEntry {
  readonly seq: number;
  /** From the start of the body. */
  readonly offset: number;
  readonly bytes: number;
}

/**
 * Reads the entries from number `from` on. One checksum over the body vouches for all of them; only where it does not
 * match is each entry hashed, so that damage to one costs only that one.
 */
export function decodeBody(head: Head, body: Buffer, from: number): Body {
  const intact = crc32(body) === head.bodyCrc;
  const entries: Entry[] = [];
  const damaged: DamagedEntry[] = [];
  let at = PREFIX_BYTES + head.envelopeLength;
  let metaAt = at + head.count * INDEX_BYTES;
  let rawAt = 0;
  for (let i = 0; i < head.count; i++, at += INDEX_BYTES) {
    const seq = head.firstSeq + i;
    const rawEnd = rawAt + head.bytes.readUInt32LE(at);
    const metaEnd = metaAt + head.bytes.readUInt32LE(at + 4);
    if (seq >= from) {
      const raw = body.subarray(rawAt, rawEnd);
      const sha256 = head.bytes.subarray(at + 8, at + 8 + HASH_BYTES);
      if (intact || hash('sha256', raw, 'buffer').equals(sha256)) {
        entries.push({ seq, raw, sha256, meta: metaOf(head.bytes, metaAt, metaEnd) });
      } else {
        damaged.push({ seq, offset: rawAt, bytes: rawEnd - rawAt });
      }
    }
    rawAt = rawEnd;
    metaAt = metaEnd;
  }
  return { entries, damaged };
}

function metaOf(bytes: Buffer, start: number, end: number): EntryMeta | undefined {
  return start === end ? undefined : (JSON.parse(bytes.toString('utf8', start, end)) as EntryMeta);
}
