import { formatMicros, parseMicros } from '../../event/time.ts';

export type Zone = 'utc' | 'local';

/** A time of an event to the second, RFC 3339, in UTC or in the reader's zone. What is not a time stays as it is. */
export function shortTime(time: string, zone: Zone): string {
  return inZone(time, zone, 0);
}

/** The same to the microsecond. */
export function longTime(time: string, zone: Zone): string {
  return inZone(time, zone, 6);
}

function inZone(time: string, zone: Zone, digits: 0 | 6): string {
  const micros = parseMicros(time);
  if (micros === undefined) return time;
  const offset = zone === 'utc' ? 0 : -new Date(micros / 1000).getTimezoneOffset();
  const clock = formatMicros(micros + offset * 60_000_000).slice(0, digits === 0 ? 19 : 26);
  return clock + (zone === 'utc' ? 'Z' : offsetText(offset));
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** A duration of so many microseconds for people: `6.5 ms`, `1 m 4 s`. */
export function duration(micros: number): string {
  if (micros < 1_000) return `${micros} µs`;
  if (micros < 1_000_000) return `${Number((micros / 1_000).toFixed(1))} ms`;
  if (micros < 60_000_000) return `${Number((micros / 1_000_000).toFixed(2))} s`;
  const seconds = Math.round(micros / 1_000_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} m ${seconds % 60} s`;
  return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} m`;
}
