import type { ResponseStatus } from '../event/event.ts';
import type { Envelope } from '../event/record.ts';

/** What came together into a journal. */
export interface Delivery extends Envelope {
  readonly journal: string;
}

/** A status, and the JSON of its details. */
export interface StatusValue {
  readonly status: ResponseStatus;
  readonly details: string;
}
