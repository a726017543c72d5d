import { readEntry } from '../../decode/read-entry.ts';
import type { Envelope } from '../../event/record.ts';
import type { EntryMeta } from '../../journal/record.ts';
import { createBatchEncoder } from '../../store/encode-batch.ts';
import type { StoredRecord } from '../../store/row.ts';

export interface EncodeEntry {
  readonly seq: number;
  readonly raw: Uint8Array;
  readonly meta: EntryMeta | undefined;
}

export interface EncodeRequest {
  readonly journal: string;
  readonly records: readonly { readonly envelope: Envelope; readonly entries: Iterable<EncodeEntry> }[];
}

/** Reads journaled events and builds their rows. */
export function createRecordEncoder(): (request: EncodeRequest) => Uint8Array<ArrayBuffer> {
  const encode = createBatchEncoder();
  return (request) => encode(read(request));
}

function* read({ journal, records }: EncodeRequest): Generator<StoredRecord> {
  for (const { envelope, entries } of records) {
    for (const entry of entries) yield readEntry(journal, envelope, entry, { bodies: false });
  }
}
