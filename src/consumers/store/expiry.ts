import type { Envelope } from '../../event/record.ts';
import { microsOf } from '../../event/time.ts';
import type { ReadBatch } from '../../journal/reader.ts';
import { type Floors, highest, type StoreLimits, timeFloor } from '../../store/retention/limits.ts';

/** Keeps what retention has removed, or would remove at once, from being loaded. */
export interface Expiry {
  /** What was received before is gone; floors only rise. */
  raise(floors: Floors): void;
  /** The same batch without what is not to be loaded. */
  without(batch: ReadBatch): ReadBatch;
}

/** `nowMicros` gives microseconds since the epoch. */
export function createExpiry(limits: StoreLimits, nowMicros: () => number): Expiry {
  let floors: Floors = new Map();

  function isExpired({ cluster, receivedAt }: Envelope): boolean {
    const floor = Math.max(floors.get(cluster) ?? 0, timeFloor(cluster, limits, nowMicros()) ?? 0);
    return floor > 0 && microsOf(receivedAt) < floor;
  }

  return {
    raise: (more) => {
      floors = highest(floors, more);
    },
    without: (batch) => {
      const records = batch.records.filter(({ envelope }) => !isExpired(envelope));
      return records.length === batch.records.length ? batch : { ...batch, records };
    },
  };
}
