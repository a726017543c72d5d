import { EARLIEST_DATE, formatMicros, LATEST_DATE, parseMicros } from '../../event/time.ts';
import { type LogTime, utcMicros } from '../log-time.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Some devices add the year, some fractions of a second. */
const BSD_TIME = /([A-Z][a-z]{2}) ( ?\d|\d\d) (?:(\d{4}) )?(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?/y;
const DAY = 86_400e6;
/** Leap days are four years apart, or eight around a year like 2100. */
const YEARS_BACK = 8;

/** Whether such a time begins at a place, were there a day like that or not. */
export function looksLikeBsdTime(text: string, at: number): boolean {
  BSD_TIME.lastIndex = at;
  return BSD_TIME.test(text);
}

/**
 * Reads a time of RFC 3164, `Jun  4 16:00:07`, in UTC. One without a year was in the latest year in which it is not more than a
 * day later than `receivedAt`: a clock may be ahead, and the days around New Year arrive in the year that follows.
 */
export function readBsdTime(text: string, at: number, receivedAt: string): LogTime | undefined {
  BSD_TIME.lastIndex = at;
  const match = BSD_TIME.exec(text);
  if (!match) return undefined;
  const [, monthName = '', day, year, hour, minute, second, fraction] = match;
  const rest = [MONTHS.indexOf(monthName) + 1, ...[day, hour, minute, second].map(Number)];
  const micros = year ? utcMicros([Number(year), ...rest], fraction) : latest(rest, fraction, receivedAt);
  if (micros === undefined) return undefined;
  const time = formatMicros(micros);
  return time < EARLIEST_DATE || time >= LATEST_DATE ? undefined : { time, end: BSD_TIME.lastIndex };
}

function latest(rest: readonly number[], fraction: string | undefined, receivedAt: string): number | undefined {
  const limit = (parseMicros(receivedAt) ?? 0) + DAY;
  const last = new Date(limit / 1000).getUTCFullYear();
  for (let year = last; year >= last - YEARS_BACK; year--) {
    const micros = utcMicros([year, ...rest], fraction);
    if (micros !== undefined && micros <= limit) return micros;
  }
  return undefined;
}
