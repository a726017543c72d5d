import type { EventItem } from '../api/contract.ts';
import type { AuditRecord } from '../event/record.ts';

/** A record as the API gives it: with its readings, without its bytes. */
export interface Item extends AuditRecord, Pick<EventItem, 'actor' | 'outcome' | 'summary'> {}

const NO_BYTES = new Uint8Array(0);

/** Reads the JSON text of an EventItem. */
export function parseItem(json: string): Item {
  const item = JSON.parse(json) as Omit<Item, 'raw'>;
  return { ...item, raw: NO_BYTES };
}
