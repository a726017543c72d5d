import type { Envelope } from '../../event/record.ts';
import type { ReadBatch } from '../../journal/reader.ts';
import type { EntryMeta } from '../../journal/record.ts';

/** Records of one journal. */
export interface LoadRequest {
  readonly journal: string;
  readonly records: ReadBatch['records'];
}

/** A request laid out so that handing it to another thread copies next to nothing. */
export interface PackedRequest {
  readonly journal: string;
  /** The received bytes of all entries, one after the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each ends. */
  readonly ends: Uint32Array<ArrayBuffer>;
  readonly seqs: Float64Array<ArrayBuffer>;
  readonly records: readonly { readonly envelope: Envelope; readonly entries: number }[];
  /** The few entries that have a meta, by their place. */
  readonly metas: ReadonlyMap<number, EntryMeta>;
}

export function pack({ journal, records }: LoadRequest): { packed: PackedRequest; transfer: ArrayBuffer[] } {
  const entries = records.flatMap((record) => record.entries);
  const bytes = new Uint8Array(entries.reduce((sum, { raw }) => sum + raw.length, 0));
  const ends = new Uint32Array(entries.length);
  const seqs = new Float64Array(entries.length);
  const metas = new Map<number, EntryMeta>();
  let at = 0;
  for (const [i, { seq, raw, meta }] of entries.entries()) {
    bytes.set(raw, at);
    at += raw.length;
    ends[i] = at;
    seqs[i] = seq;
    if (meta) metas.set(i, meta);
  }
  const counted = records.map(({ envelope, entries: { length } }) => ({ envelope, entries: length }));
  return {
    packed: { journal, bytes, ends, seqs, records: counted, metas },
    transfer: [bytes.buffer, ends.buffer, seqs.buffer],
  };
}
