import type { Zone } from '../../query/zone.ts';

/** So many events in an hour. `at` is when it begins, in microseconds since the epoch. */
export interface HourCount {
  readonly at: number;
  readonly count: number;
}

export const MICROS_AN_HOUR = 3_600_000_000;
export const MICROS_A_DAY = 24 * MICROS_AN_HOUR;
const DAYS_A_WEEK = 7;
const HOURS_A_DAY = 24;
/** The epoch was a Thursday; weeks begin on Monday (ISO 8601). */
const EPOCH_WEEKDAY = 3;

/** The hour that the clocks of a zone show. */
export function hourOf(at: number, zone: Zone): number {
  return Math.floor(modulo(at + zone.offsetAt(at), MICROS_A_DAY) / MICROS_AN_HOUR);
}

/** The weekday in a zone, from Monday. */
export function weekdayOf(at: number, zone: Zone): number {
  return modulo(Math.floor((at + zone.offsetAt(at)) / MICROS_A_DAY) + EPOCH_WEEKDAY, DAYS_A_WEEK);
}

/** How many events there were in each hour of each weekday, from Monday. */
export function weekOf(hours: readonly HourCount[], zone: Zone): number[][] {
  const week = Array.from({ length: DAYS_A_WEEK }, () => Array.from({ length: HOURS_A_DAY }, () => 0));
  for (const { at, count } of hours) {
    const day = week[weekdayOf(at, zone)];
    const hour = hourOf(at, zone);
    if (day) day[hour] = (day[hour] ?? 0) + count;
  }
  return week;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
