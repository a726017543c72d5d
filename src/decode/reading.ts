import type { AuditEvent } from '../event/event.ts';
import type { Quarantine } from '../event/record.ts';

/** What a decoder makes of received bytes: the event, or why there is none. */
export type Reading =
  | {
      readonly event: AuditEvent;
      /** Whether the received bytes are the event's own JSON. */
      readonly native: boolean;
      readonly quarantine?: undefined;
    }
  | { readonly event?: undefined; readonly quarantine: Quarantine };

export function quarantined(reason: string, detail: string): Reading {
  return { quarantine: { reason, detail } };
}
