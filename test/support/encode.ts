import type { Envelope } from '../../src/event/record.ts';
import { sourceOf } from '../../src/event/words.ts';
import { createBatchEncoder } from '../../src/store/encode-batch.ts';
import type { StoredRecord } from '../../src/store/row.ts';

/** Which way events become rows: as the consumer does it, or each in the general way. */
export type Way = 'canonical' | 'general';

/** The rows of some records, as one block. What they came under is what they say, unless told. */
export function encodeRecords(
  records: Iterable<StoredRecord>,
  way: Way = 'canonical',
  envelope?: Envelope,
): Uint8Array<ArrayBuffer> {
  const encoder = createBatchEncoder();
  for (const record of records) {
    const { seq, raw, quarantine, journal } = record;
    const delivery = envelope ? { ...envelope, journal } : record;
    const isTaken = way === 'canonical' && !quarantine && encoder.addCanonical(sourceOf(raw), 0, seq, delivery);
    if (!isTaken) encoder.add(record, delivery);
  }
  return encoder.take();
}
