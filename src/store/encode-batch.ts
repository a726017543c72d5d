import { eventColumns } from './event-columns.ts';
import { createBlock } from './native/block.ts';
import { rowOf, type StoredRecord } from './row.ts';

/** Turns records into rows of the events table, as one block of ClickHouse's `Native` format. */
export function createBatchEncoder(): (records: Iterable<StoredRecord>) => Uint8Array<ArrayBuffer> {
  const block = createBlock(eventColumns());
  return (records) => {
    for (const record of records) block.push(rowOf(record));
    return block.take();
  };
}
