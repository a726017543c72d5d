import { VerbatimError } from '../errors.ts';
import { formatMicros, parseMicros } from '../event/time.ts';
import { addUnits, startOfUnit } from './calendar.ts';

/** Microseconds are exact up to here, in the year 2255; the engine's DateTime64(6) goes on to 2299. */
const MAX_MICROS = Number.MAX_SAFE_INTEGER;

/** Where a relative time begins: `now`, a date with `||`, or a span before now. */
const BASE = /^(?:now|(\d{4}-\d{2}-\d{2})\|\||(\d{1,9}[smhHdwMy]))/;
/** What is done to it, one after another: `+1h`, `-2d`, `/d`. */
const STEP = /([+-]\d{1,9}|\/)([smhHdwMy])/y;
/** More steps than anybody writes. */
const MAX_STEPS = 16;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A span of time in microseconds since the epoch: `start` is in it, `end` is not. An instant lasts one microsecond. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a time: RFC 3339, `now`, `now-1h` (units s m h d w M y), `2h` for `now-2h`, or a date for the whole day in UTC.
 * Kibana's date math goes on from there: `now/d` is today, `now-1w/w` the last week from Monday on, `2026-03-01||+1M` a month
 * after that day. `now` is in microseconds. `undefined` if the text is none of these or the time lies outside 1970–2255.
 */
export function readTimeSpan(text: string, now: number): TimeSpan | undefined {
  const span = DATE.test(text) ? daySpan(text) : (instant(parseMicros(text)) ?? relativeSpan(text, now));
  return span && span.start >= 0 && span.end <= MAX_MICROS ? span : undefined;
}

function instant(micros: number | undefined): TimeSpan | undefined {
  return micros === undefined ? undefined : { start: micros, end: micros + 1 };
}

function daySpan(date: string): TimeSpan | undefined {
  const start = dayStart(date);
  return start === undefined ? undefined : { start, end: addUnits(start, 1, 'd') };
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

export const TIME_FORMS = '2026-03-01T03:12:45Z, 2026-03-01, now-1h, now/d or 2h';

function dayStart(text: string): number | undefined {
  const micros = parseMicros(`${text}T00:00:00Z`);
  return micros !== undefined && formatMicros(micros).startsWith(text) ? micros : undefined;
}

/** What is rounded last is a span: `now/d` is a whole day. */
function relativeSpan(text: string, now: number): TimeSpan | undefined {
  const base = BASE.exec(text);
  if (!base) return undefined;
  const [whole, date, before] = base;
  let start = date === undefined ? now : dayStart(date);
  if (before !== undefined) start = addUnits(now, -Number(before.slice(0, -1)), before.slice(-1));
  let rounded: string | undefined;
  let at = whole.length;
  for (let steps = 0; at < text.length; steps++) {
    STEP.lastIndex = at;
    const step = STEP.exec(text);
    if (!step || start === undefined || steps === MAX_STEPS) return undefined;
    const [, amount = '', unit = ''] = step;
    rounded = amount === '/' ? unit : undefined;
    start = rounded ? startOfUnit(start, unit) : addUnits(start, Number(amount), unit);
    at = STEP.lastIndex;
  }
  return start !== undefined && rounded ? { start, end: addUnits(start, 1, rounded) } : instant(start);
}
