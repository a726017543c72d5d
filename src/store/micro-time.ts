import { formatMicros, isCanonicalTime, parseMicros } from '../event/time.ts';

/** A DateTime64(6) cell, and whether the text that was read follows from it. */
export interface TimeCell {
  readonly cell: string;
  readonly exact: boolean;
}

const EPOCH = '1970-01-01 00:00:00.000000';
const MISSING: TimeCell = { cell: EPOCH, exact: true };

function toCell(microTime: string): string {
  return `${microTime.slice(0, 10)} ${microTime.slice(11, 26)}`;
}

/** Reads an RFC 3339 time; a missing or unreadable one becomes the epoch. */
export function timeCell(text: string | undefined): TimeCell {
  if (!text) return MISSING;
  if (isCanonicalTime(text)) return { cell: toCell(text), exact: true };
  const micros = parseMicros(text);
  return { cell: micros === undefined ? EPOCH : toCell(formatMicros(micros)), exact: false };
}
