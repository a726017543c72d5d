import type { AuditRecord, Quarantine } from '../event/record.ts';

/** What a decoder makes of received bytes: the event and how it relates to them, or why there is none. */
export type Reading =
  | (Pick<AuditRecord, 'event' | 'native' | 'canonical'> & { readonly quarantine?: undefined })
  | { readonly event?: undefined; readonly quarantine: Quarantine };

export function quarantined(reason: string, detail: string): Reading {
  return { quarantine: { reason, detail } };
}
