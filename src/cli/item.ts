import type { EventItem } from '../api/contract.ts';
import type { AuditRecord } from '../event/record.ts';

/** A record as the API gives it: with its readings, without its bytes. */
export interface Item extends AuditRecord, Pick<EventItem, 'actor' | 'outcome' | 'summary'> {}

const NO_BYTES = new Uint8Array(0);

/** Reads the JSON text of an EventItem; `parse` may keep the digits of long integers. */
export function parseItem(json: string, parse: (json: string) => unknown = JSON.parse): Item {
  const item = parse(json) as Omit<Item, 'raw'>;
  return { ...item, raw: NO_BYTES };
}
