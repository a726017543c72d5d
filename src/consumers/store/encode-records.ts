import { takesCanonical } from '../../decode/decode.ts';
import { readEntry } from '../../decode/read-entry.ts';
import { createBatchEncoder } from '../../store/encode-batch.ts';
import type { PackedRequest } from './pack.ts';

/** Reads journaled events and builds their rows, as one block. */
export function createRecordEncoder(): (request: PackedRequest) => Uint8Array<ArrayBuffer> {
  const encoder = createBatchEncoder();

  function addAll({ journal, bytes, ends, seqs, records, metas }: PackedRequest): void {
    const source = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), end: 0 };
    let i = 0;
    for (const { envelope, entries } of records) {
      const delivery = { ...envelope, journal };
      const canonical = takesCanonical(envelope);
      for (const last = i + entries; i < last; i++) {
        const [start, seq, meta] = [source.end, seqs[i]!, metas.get(i)];
        source.end = ends[i]!;
        if (canonical && !meta?.quarantine && encoder.addCanonical(source, start, seq, delivery)) continue;
        const raw = bytes.subarray(start, source.end);
        encoder.add(readEntry(journal, envelope, { seq, raw, meta }, { bodies: false }), delivery);
      }
    }
  }

  return (request) => {
    try {
      addAll(request);
      return encoder.take();
    } catch (error) {
      // What was gathered before the failure is no part of the next block.
      encoder.clear();
      throw error;
    }
  };
}
