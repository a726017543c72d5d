/** Spans of the calendar in UTC. Times are microseconds since the epoch; units are s m h (or H) d w M y. */

const MICROS_A_SECOND = 1_000_000;
const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, H: 3_600, d: 86_400, w: 604_800 };

/** The first Monday since the epoch, which was a Thursday: weeks begin on Monday (ISO 8601). */
const FIRST_MONDAY = 4 * 86_400 * MICROS_A_SECOND;

/** A time `count` units later. */
export function addUnits(micros: number, count: number, unit: string): number {
  if (unit === 'M') return addMonths(micros, count);
  if (unit === 'y') return addMonths(micros, count * 12);
  return micros + count * UNIT_SECONDS[unit]! * MICROS_A_SECOND;
}

/** Months differ in length: the 31st becomes the last day of a shorter month. */
function addMonths(micros: number, months: number): number {
  const millis = Math.floor(micros / 1000);
  const moved = new Date(millis);
  const day = moved.getUTCDate();
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(day, lastDay));
  return moved.getTime() * 1000 + (micros - millis * 1000);
}

/** When the unit that a time lies in begins. */
export function startOfUnit(micros: number, unit: string): number {
  if (unit === 'M' || unit === 'y') {
    const date = new Date(Math.floor(micros / 1000));
    return Date.UTC(date.getUTCFullYear(), unit === 'M' ? date.getUTCMonth() : 0) * 1000;
  }
  const width = UNIT_SECONDS[unit]! * MICROS_A_SECOND;
  const first = unit === 'w' ? FIRST_MONDAY : 0;
  return first + Math.floor((micros - first) / width) * width;
}
