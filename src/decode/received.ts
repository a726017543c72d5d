import type { Span } from '../event/json-scan.ts';
import type { Quarantine } from '../event/record.ts';

/** How much structure a JSON text has: who cut it out knows, and whoever parses it must. */
export type Structure = Pick<Span, 'depth' | 'containers'>;

export const NO_STRUCTURE: Structure = { depth: 0, containers: 0 };

/** One event as it was cut from what was received. */
export interface ReceivedEvent {
  readonly raw: Uint8Array;
  readonly structure: Structure;
  /** Whether cutting has shown that it can be read. */
  readonly readable?: boolean;
  /** Why it cannot be read, where cutting showed that already. */
  readonly quarantine?: Quarantine;
}
