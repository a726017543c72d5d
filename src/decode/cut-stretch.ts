import { isSpace } from '../event/json-scan.ts';
import { addEvents, CONTINUES, eventEnd, tooLong } from './cut-lines.ts';
import { NO_STRUCTURE, type ReceivedEvent } from './received.ts';

/** What belongs together: the events of one line, which are journaled together or not at all. */
export interface LineEvents {
  readonly events: readonly ReceivedEvent[];
  /** Where it ends in the stretch. */
  readonly end: number;
  /** Whether it ends within a line that is longer than allowed. */
  readonly inLongLine: boolean;
}

export interface CutStretchOptions {
  /** Whether nothing follows the stretch. */
  readonly final: boolean;
  /** Whether the stretch begins within a line that is longer than allowed. */
  readonly inLongLine: boolean;
  /** What is longer is cut into pieces of this size. */
  readonly maxLineBytes: number;
}

const NEWLINE = 0x0a;
/** A line feed, and the first byte of the next line. */
const LINE_END_BYTES = 2;
/** Events of a list on one line that are kept one by one. More do not fit the record that they must share. */
export const MAX_LIST_EVENTS = 50_000;

/**
 * Cuts a stretch of a file into lines, each with its events: a JSON value, on one line or over several, or a line of text.
 * Stops before what may still go on, unless the stretch is final. A continuation from where it stopped gives the same
 * lines as one cut of everything would.
 */
export function* cutStretch(bytes: Uint8Array, options: CutStretchOptions): Generator<LineEvents> {
  const { final, maxLineBytes } = options;
  let { inLongLine } = options;
  let at = 0;
  for (;;) {
    if (inLongLine) {
      const end = longLineEnd(bytes, at, final);
      const stop = Math.min(end < 0 ? withoutLastNewline(bytes) : end, at + maxLineBytes);
      // A piece is whole or the last one, so that it is the same piece however the stretches were.
      if (stop !== end && stop - at < maxLineBytes) return;
      inLongLine = stop !== end;
      const events = stop > at ? [tooLong(bytes.subarray(at, stop), maxLineBytes)] : [];
      yield { events, end: stop, inLongLine };
      at = stop;
      continue;
    }
    const start = skipFiller(bytes, at);
    if (start > at) yield { events: [], end: start, inLongLine };
    at = start;
    if (at >= bytes.length) return;
    // No further than a line may be long and what shows that it ends: so the same is known however much is there already.
    const known = Math.min(bytes.length, at + maxLineBytes + LINE_END_BYTES);
    const isAll = known === bytes.length;
    const end = eventEnd(isAll ? bytes : bytes.subarray(0, known), at, final && isAll, maxLineBytes);
    if ((end < 0 ? known : end) - at <= maxLineBytes) {
      if (end < 0) return;
      yield { events: eventsBetween(bytes, at, end), end, inLongLine };
      at = end;
    } else {
      inLongLine = true;
    }
  }
}

/** Space, and the NUL bytes that a file has where it was truncated under its writer or after a crash of its machine. */
function skipFiller(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && (isSpace(bytes[at]) || bytes[at] === 0)) at++;
  return at;
}

function eventsBetween(bytes: Uint8Array, at: number, end: number): readonly ReceivedEvent[] {
  const events: ReceivedEvent[] = [];
  addEvents(events, bytes, at, end);
  if (events.length <= MAX_LIST_EVENTS) return events;
  const detail = `a line holds more than ${MAX_LIST_EVENTS} events; it is kept whole`;
  return [{ raw: bytes.subarray(at, end), structure: NO_STRUCTURE, quarantine: { reason: 'too-many', detail } }];
}

/** What follows the last newline is not there yet: it tells whether the line ends with it. */
function withoutLastNewline(bytes: Uint8Array): number {
  return bytes.at(-1) === NEWLINE ? bytes.length - 1 : bytes.length;
}

/**
 * Where a line that is longer than allowed ends; -1 if that is not known yet. What continues it belongs to it, so that no
 * part of an event passes for an event.
 */
function longLineEnd(bytes: Uint8Array, from: number, final: boolean): number {
  for (let newline = bytes.indexOf(NEWLINE, from); newline >= 0; newline = bytes.indexOf(NEWLINE, newline + 1)) {
    const next = bytes[newline + 1];
    if (next === undefined) break;
    if (!CONTINUES.has(next)) return newline;
  }
  return final ? bytes.length : -1;
}
