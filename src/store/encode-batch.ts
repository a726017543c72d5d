import { eventColumns } from './event-columns.ts';
import { createBlock } from './native/block.ts';
import { rowOf, type StoredRecord } from './row.ts';

/** Turns records into rows of the events table, as one block of ClickHouse's `Native` format. */
export function createBatchEncoder(): (records: Iterable<StoredRecord>) => Uint8Array<ArrayBuffer> {
  let block = createBlock(eventColumns());
  return (records) => {
    try {
      for (const record of records) block.push(rowOf(record));
      return block.take();
    } catch (error) {
      // What was gathered before the failure is no part of the next block.
      block = createBlock(eventColumns());
      throw error;
    }
  };
}
