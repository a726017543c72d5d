import type { Zone } from '../app/settings.tsx';

/** The IANA name of a zone that was chosen. */
export function zoneName(zone: Zone): string {
  return zone === 'UTC' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;
}
