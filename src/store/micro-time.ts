import { formatMicros, parseMicros } from '../event/time.ts';

/** Kubernetes' MicroTime: `2006-01-02T15:04:05.000000Z`. */
const MICRO_TIME = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z$/;

/** A DateTime64(6) cell, and whether the text that was read follows from it. */
export interface TimeCell {
  readonly cell: string;
  readonly exact: boolean;
}

const EPOCH = '1970-01-01 00:00:00.000000';
const MISSING: TimeCell = { cell: EPOCH, exact: true };

/** How many dates are remembered: the events of one batch share theirs. */
const KNOWN_DATES = 64;

function toCell(microTime: string): string {
  return `${microTime.slice(0, 10)} ${microTime.slice(11, 26)}`;
}

function isRealDate(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

/** Reads RFC 3339 times; a missing or unreadable one becomes the epoch. */
export function createTimeReader(): (text: string | undefined) => TimeCell {
  const dates = new Map<string, boolean>();

  function known(date: string): boolean {
    let real = dates.get(date);
    if (real === undefined) {
      real = isRealDate(date);
      if (dates.size >= KNOWN_DATES) dates.clear();
      dates.set(date, real);
    }
    return real;
  }

  return (text) => {
    if (!text) return MISSING;
    if (MICRO_TIME.test(text) && known(text.slice(0, 10))) return { cell: toCell(text), exact: true };
    const micros = parseMicros(text);
    return { cell: micros === undefined ? EPOCH : toCell(formatMicros(micros)), exact: false };
  };
}
