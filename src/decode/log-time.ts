import { EARLIEST_DATE, formatMicros, LATEST_DATE } from '../event/time.ts';

/** A time that was read in a text, and where the text goes on. */
export interface LogTime {
  /** RFC 3339 in UTC with six digits. */
  readonly time: string;
  readonly end: number;
}

/**
 * As logs write times: `2019-06-04T14:16:52-06:00`, `2019-06-04 21:41:05 +0000`, `2019/06/04 20:16:52.493286`. The zone stands at
 * once behind the time, or behind one space.
 */
const LOG_TIME =
  /(\d{4})([-/])(\d\d)\2(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?:(Z|[+-]\d\d:?\d\d)| ([+-]\d{4})(?!\d))?/y;

/** Reads the time that begins at a place; `undefined` if there is none. One without a zone is in UTC. */
export function readLogTime(text: string, at: number): LogTime | undefined {
  LOG_TIME.lastIndex = at;
  const match = LOG_TIME.exec(text);
  if (!match) return undefined;
  const [, year, , month, day, hour, minute, second, fraction, near, far] = match;
  const micros = utcMicros([year, month, day, hour, minute, second].map(Number), fraction);
  const offset = offsetMicros(near ?? far ?? 'Z');
  if (micros === undefined || offset === undefined) return undefined;
  const time = formatMicros(micros - offset);
  // What the store cannot hold is no time of a log.
  return time < EARLIEST_DATE || time >= LATEST_DATE ? undefined : { time, end: LOG_TIME.lastIndex };
}

/**
 * Microseconds since the epoch of `[year, month from 1, day, hour, minute, second]` in UTC; digits of the fraction beyond
 * microseconds are cut. `undefined` where there is no such time.
 */
export function utcMicros(parts: readonly number[], fraction = ''): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  const millis = Date.UTC(year, month - 1, day, hour, minute, second);
  // A day that the month does not have would be one of the next.
  if (day > 28 && new Date(millis).getUTCDate() !== day) return undefined;
  return millis * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}

/** Microseconds east of UTC: `Z`, `+07:00`, `+0700`. `undefined` where there is no such zone. */
function offsetMicros(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  if (hours > 23 || minutes > 59) return undefined;
  return (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes) * 60e6;
}
