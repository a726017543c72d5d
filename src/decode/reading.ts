import type { AuditRecord, Quarantine } from '../event/record.ts';

/** What an entry itself says about where it was written; where it says nothing, what the envelope says holds. */
export interface Labels {
  readonly platform?: string | undefined;
  readonly component?: string | undefined;
  readonly node?: string | undefined;
}

/**
 * An entry that was read. A line of text for which there are no fields is in `event.message`; what must be said of the reading
 * (a line was cut off) is an annotation under the platform's own prefix.
 */
export interface Read extends Labels, Pick<AuditRecord, 'event' | 'native' | 'canonical' | 'json'> {
  readonly quarantine?: undefined;
  readonly skip?: undefined;
  /** Whether all that was changed is that the group was taken out of the version, where v1alpha1 wrote both. */
  readonly groupSplit?: boolean;
}

/** An entry that is kept though it could not be read. */
export interface Unread extends Labels {
  readonly event?: undefined;
  readonly quarantine: Quarantine;
  readonly skip?: undefined;
}

/** An entry that is no audit line, such as what a controller logs beside them: counted by its reason, and not kept. */
export interface Skipped extends Labels {
  readonly event?: undefined;
  readonly quarantine?: undefined;
  /** `reason` is a stable code, such as `controller-log`. */
  readonly skip: { readonly reason: string };
}

/** What a decoder makes of received bytes: the event and how it relates to them, or why there is none. */
export type Reading = Read | Unread | Skipped;

/** `detail` never quotes the entry: it may hold secrets. */
export function quarantined(reason: string, detail: string): Unread {
  return { quarantine: { reason, detail } };
}

export function skipped(reason: string): Skipped {
  return { skip: { reason } };
}
