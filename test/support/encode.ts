import { sourceOf } from '../../src/event/words.ts';
import { createBatchEncoder } from '../../src/store/encode-batch.ts';
import type { StoredRecord } from '../../src/store/row.ts';

/** Which way events become rows: as the consumer does it, or each in the general way. */
export type Way = 'canonical' | 'general';

/** The rows of some records, as one block. */
export function encodeRecords(records: Iterable<StoredRecord>, way: Way = 'canonical'): Uint8Array<ArrayBuffer> {
  const encoder = createBatchEncoder();
  for (const record of records) {
    const { seq, raw, quarantine } = record;
    const isTaken = way === 'canonical' && !quarantine && encoder.addCanonical(sourceOf(raw), 0, seq, record);
    if (!isTaken) encoder.add(record, record);
  }
  return encoder.take();
}
