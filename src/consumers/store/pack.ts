import type { Envelope } from '../../event/record.ts';
import type { ReadBatch, ReadRecord } from '../../journal/reader.ts';
import type { EntryMeta } from '../../journal/record.ts';

/** Records of one journal. */
export interface LoadRequest {
  readonly journal: string;
  readonly records: ReadBatch['records'];
}

/**
 * A request laid out in one piece of memory, which the threads share. Memory that changes threads counts as new in each of
 * them: then both looked through all of their heaps for each 32 MB.
 */
export interface PackedRequest {
  readonly journal: string;
  /** The received bytes of all entries, one after the other. */
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  /** Where each ends. */
  readonly ends: Uint32Array<SharedArrayBuffer>;
  readonly seqs: Float64Array<SharedArrayBuffer>;
  readonly records: readonly { readonly envelope: Envelope; readonly entries: number }[];
  /** The few entries that have a meta, by their place. */
  readonly metas: ReadonlyMap<number, EntryMeta>;
}

/** What the worker answers: the rows, or what went wrong. */
export type EncodeAnswer = { readonly block: Uint8Array } | { readonly error: string };

/** How many entries a record has. */
export function countOf(record: ReadRecord): number {
  return record.plain?.count ?? record.entries.length;
}

function bytesOf(record: ReadRecord): number {
  return record.plain?.bytes.length ?? record.entries.reduce((sum, { raw }) => sum + raw.length, 0);
}

/** A little more than is needed now: the next request is about as large. */
const SPARE_SHARE = 1.125;

const SEQ_BYTES = Float64Array.BYTES_PER_ELEMENT;
const END_BYTES = Uint32Array.BYTES_PER_ELEMENT;

/** Lays out a request, in the memory of an earlier one if there is any and it suffices. */
export function pack({ journal, records }: LoadRequest, spare?: SharedArrayBuffer): PackedRequest {
  const count = records.reduce((sum, record) => sum + countOf(record), 0);
  const length = records.reduce((sum, record) => sum + bytesOf(record), 0);
  const seqsAt = Math.ceil(length / SEQ_BYTES) * SEQ_BYTES;
  const endsAt = seqsAt + count * SEQ_BYTES;
  const size = endsAt + count * END_BYTES;
  const memory = spare && spare.byteLength >= size ? spare : new SharedArrayBuffer(Math.ceil(size * SPARE_SHARE));
  const bytes = new Uint8Array(memory, 0, length);
  const seqs = new Float64Array(memory, seqsAt, count);
  const ends = new Uint32Array(memory, endsAt, count);
  const metas = new Map<number, EntryMeta>();
  let at = 0;
  let i = 0;

  function add(seq: number, size: number): void {
    at += size;
    ends[i] = at;
    seqs[i++] = seq;
  }

  for (const record of records) {
    const { plain, firstSeq } = record;
    if (plain) {
      bytes.set(plain.bytes, at);
      for (let k = 0; k < plain.count; k++) add(firstSeq + k, plain.lengthOf(k));
      continue;
    }
    for (const { seq, raw, meta } of record.entries) {
      if (meta) metas.set(i, meta);
      bytes.set(raw, at);
      add(seq, raw.length);
    }
  }
  const counted = records.map((record) => ({ envelope: record.envelope, entries: countOf(record) }));
  return { journal, bytes, ends, seqs, records: counted, metas };
}
