import { VerbatimError } from '../errors.ts';
import { formatMicros, parseMicros } from '../event/time.ts';

/** Microseconds are exact up to here, in the year 2255; the engine's DateTime64(6) goes on to 2299. */
const MAX_MICROS = Number.MAX_SAFE_INTEGER;
const MICROS_A_SECOND = 1_000_000;

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };
const RELATIVE = /^(?:now(?:([+-])(\d{1,9})([smhdwMy]))?|(\d{1,9})([smhdwMy]))$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A span of time in microseconds since the epoch: `start` is in it, `end` is not. An instant lasts one microsecond. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a time: RFC 3339, `now`, `now-1h` (units s m h d w M y), `2h` for `now-2h`, or a date for the whole day in UTC.
 * `now` is in microseconds. `undefined` if the text is none of these or the time lies outside 1970–2255.
 */
export function readTimeSpan(text: string, now: number): TimeSpan | undefined {
  const start = DATE.test(text) ? dayStart(text) : (parseMicros(text) ?? relativeMicros(text, now));
  if (start === undefined || !(start >= 0 && start <= MAX_MICROS)) return undefined;
  return { start, end: start + (DATE.test(text) ? UNIT_SECONDS.d! * MICROS_A_SECOND : 1) };
}

/**
 * Microseconds since the epoch of a time as in `readTimeSpan`; a date is its first moment. `now` is in microseconds.
 * Throws TIME_INVALID.
 */
export function parseTime(text: string, now: number): number {
  const span = readTimeSpan(text, now);
  if (span) return span.start;
  throw new VerbatimError('TIME_INVALID', `“${text.slice(0, 64)}” is not a time. Write ${TIME_FORMS}.`, { text });
}

export const TIME_FORMS = '2026-03-01T03:12:45Z, 2026-03-01, now-1h or 2h';

function dayStart(text: string): number | undefined {
  const micros = parseMicros(`${text}T00:00:00Z`);
  return micros !== undefined && formatMicros(micros).startsWith(text) ? micros : undefined;
}

function relativeMicros(text: string, now: number): number | undefined {
  const match = RELATIVE.exec(text);
  if (!match) return undefined;
  const [, sign = '-', amount, unit, bareAmount, bareUnit] = match;
  const count = Number(amount ?? bareAmount ?? 0) * (sign === '-' ? -1 : 1);
  return shift(now, count, unit ?? bareUnit ?? 's');
}

function shift(now: number, count: number, unit: string): number {
  if (unit === 'M') return shiftMonths(now, count);
  if (unit === 'y') return shiftMonths(now, count * 12);
  return now + count * UNIT_SECONDS[unit]! * MICROS_A_SECOND;
}

/** Months differ in length: the 31st becomes the last day of a shorter month. */
function shiftMonths(now: number, months: number): number {
  const millis = Math.floor(now / 1000);
  const moved = new Date(millis);
  const day = moved.getUTCDate();
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(day, lastDay));
  return moved.getTime() * 1000 + (now - millis * 1000);
}
