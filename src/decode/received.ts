import type { Quarantine } from '../event/record.ts';

/** One event as it was cut from what was received. */
export interface ReceivedEvent {
  readonly raw: Uint8Array;
  /** How deeply its JSON is nested. */
  readonly depth: number;
  /** Why it cannot be read, where cutting showed that already. */
  readonly quarantine?: Quarantine;
}
