import { EventScanner } from '../event/event-scanner.ts';
import type { Source } from '../event/words.ts';
import { createDeliveries } from './deliveries.ts';
import { createEventBlock } from './event-block.ts';
import type { Delivery } from './event-values.ts';
import { rowOf, type StoredRecord } from './row.ts';

/** Turns events into rows of the events table, as one block of ClickHouse's `Native` format. */
export interface BatchEncoder {
  /**
   * Adds the event that lies from `start` to the end of `source` if kube-apiserver wrote it, which costs a fraction of
   * the general way. Gives whether it did; the bytes are UTF-8.
   */
  addCanonical(source: Source, start: number, seq: number, delivery: Delivery): boolean;
  /** Adds any record. */
  add(record: StoredRecord, delivery: Delivery): void;
  /** The rows of all that was added; the next ones make another block. */
  take(): Uint8Array<ArrayBuffer>;
  /** Forgets what was added. */
  clear(): void;
}

export function createBatchEncoder(): BatchEncoder {
  const scanner = new EventScanner();
  const block = createEventBlock();
  const deliveries = createDeliveries();

  return {
    addCanonical: (source, start, seq, delivery) => {
      if (scanner.scan(source, start) !== source.end || mayBeOdd(scanner)) return false;
      block.pushScanned(scanner, source, seq, deliveries.ofScanned(delivery, scanner));
      return true;
    },
    add: (record, delivery) => block.push(rowOf(record), deliveries.of(delivery, record)),
    take: block.take,
    clear: block.clear,
  };
}

/** API servers write bodies themselves but for patches, which they keep as the client wrote them. */
function mayBeOdd({ verb, requestObject, responseObject }: EventScanner): boolean {
  const hasBody = requestObject.end > requestObject.start || responseObject.end > responseObject.start;
  return hasBody && verb.value === 'patch';
}
