import { OPEN_BRACE } from '../event/json-chars.ts';
import { isSpace, valueSpan } from '../event/json-scan.ts';
import { MAX_EVENT_BYTES } from '../event/limits.ts';
import { cutBody } from './cut-body.ts';
import { NO_STRUCTURE, type ReceivedEvent } from './received.ts';

/** Cuts a stream of lines into events: a JSON value, on one line or over several, or a line of text. */
export interface LineCutter {
  push(piece: Uint8Array): ReceivedEvent[];
  /** What is left when the stream ends. */
  end(): ReceivedEvent[];
  /** Bytes of what has not ended yet. */
  held(): number;
}

const NEWLINE = 0x0a;
/** How a line begins that goes on with the JSON value of the lines before: indented, or with one of `" } ] ,`. */
export const CONTINUES: ReadonlySet<number> = new Set([0x20, 0x09, 0x0d, 0x0a, 0x22, 0x7d, 0x5d, 0x2c]);
const EVENT_LIST = Buffer.from('EventList');
const ITEMS = Buffer.from('"items"');

export function createLineCutter(maxBytes: number = MAX_EVENT_BYTES): LineCutter {
  let pieces: Uint8Array[] = [];
  let size = 0;
  /** Below this size, what is pending was found incomplete already. */
  let tryAgainAt = 1;

  function drain(final: boolean): ReceivedEvent[] {
    const bytes = pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces);
    const events: ReceivedEvent[] = [];
    let at = 0;
    for (;;) {
      while (at < bytes.length && isSpace(bytes[at])) at++;
      if (at >= bytes.length) break;
      const end = eventEnd(bytes, at, final);
      if (end < 0) break;
      addEvents(events, bytes, at, end);
      at = end;
    }
    // A copy, so that the rest does not hold on to all that was received.
    const rest = Buffer.from(bytes.subarray(at));
    let left = rest;
    // Cut at the same places however the stream came, so that the same pieces are the same events again.
    for (; left.length >= maxBytes; left = left.subarray(maxBytes))
      events.push(tooLong(left.subarray(0, maxBytes), maxBytes));
    pieces = left.length > 0 ? [left] : [];
    size = left.length;
    // What is incomplete is looked at again when it has doubled, so that a long line is not read over and over.
    tryAgainAt = Math.max(1, Math.min(size * 2, maxBytes));
    return events;
  }

  return {
    push: (piece) => {
      pieces.push(piece);
      size += piece.length;
      return size >= tryAgainAt ? drain(false) : [];
    },
    end: () => drain(true),
    held: () => size,
  };
}

/** Where the event that begins at `at` ends, or -1 if that is not known yet. */
export function eventEnd(bytes: Uint8Array, at: number, final: boolean): number {
  const lineEnd = endOfLine(bytes, at);
  if (lineEnd < 0 && !final) {
    // A whole value needs no line end to be complete.
    return bytes[at] === OPEN_BRACE ? (valueSpan(bytes, at, bytes.length)?.end ?? -1) : -1;
  }
  const end = lineEnd < 0 ? bytes.length : lineEnd;
  if (bytes[at] !== OPEN_BRACE) return end;
  const inLine = valueSpan(bytes, at, end);
  if (inLine) return inLine.end;
  const block = endOfBlock(bytes, end, final);
  if (block < 0) return -1;
  return valueSpan(bytes, at, block)?.end ?? block;
}

/** The end of the lines that may belong to a value which the line ending at `from` leaves open; -1 if unknown yet. */
function endOfBlock(bytes: Uint8Array, from: number, final: boolean): number {
  let end = from;
  while (end < bytes.length) {
    const next = bytes[end + 1];
    if (next === undefined) break;
    if (!CONTINUES.has(next)) return end;
    const following = endOfLine(bytes, end + 1);
    if (following < 0) break;
    end = following;
  }
  return final ? bytes.length : -1;
}

function endOfLine(bytes: Uint8Array, at: number): number {
  return bytes.indexOf(NEWLINE, at);
}

/** Adds the events between two places: one, or those of an `EventList`. */
export function addEvents(events: ReceivedEvent[], bytes: Uint8Array, at: number, end: number): void {
  let stop = end;
  while (stop > at && isSpace(bytes[stop - 1])) stop--;
  const raw = bytes.subarray(at, stop);
  const view = Buffer.from(raw.buffer, raw.byteOffset, raw.length);
  if (view.includes(EVENT_LIST) && view.includes(ITEMS)) {
    for (const event of cutBody(raw)) events.push(event);
  } else {
    events.push({ raw, structure: valueSpan(raw, 0, raw.length) ?? NO_STRUCTURE });
  }
}

/** A piece of a line that is longer than allowed. */
export function tooLong(raw: Uint8Array, maxBytes: number): ReceivedEvent {
  const detail = `a line is longer than ${maxBytes} bytes; it is kept in pieces`;
  return { raw, structure: NO_STRUCTURE, quarantine: { reason: 'too-large', detail } };
}
