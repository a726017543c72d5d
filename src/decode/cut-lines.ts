import { CLOSE_BRACE, CLOSE_BRACKET, COMMA, OPEN_BRACE, OPEN_BRACKET } from '../event/json-chars.ts';
import { isSpace, scanArray, skipSpace, valueSpan } from '../event/json-scan.ts';
import { MAX_EVENT_BYTES } from '../event/limits.ts';
import { cutBody } from './cut-body.ts';
import { dockerEntryEnd } from './docker-json/entry-end.ts';
import { entryEnd, MAX_ENTRY_BYTES } from './entry-lines.ts';
import { canonicalEvents } from './kubernetes/canonical-events.ts';
import { NO_STRUCTURE, type ReceivedEvent } from './received.ts';
import { splitEntries } from './split-entries.ts';
import { walkValue } from './walk-value.ts';

/** Cuts a stream of lines into events: a JSON value, on one line or over several, or a line of text. */
export interface LineCutter {
  push(piece: Uint8Array): ReceivedEvent[];
  /** What is left when the stream ends. */
  end(): ReceivedEvent[];
  /** Bytes of what has not ended yet. */
  held(): number;
}

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** How a line begins that goes on with the JSON value of the lines before: indented, or with one of `" } ] ,`. */
export const CONTINUES: ReadonlySet<number> = new Set([0x20, 0x09, 0x0d, 0x0a, 0x22, 0x7d, 0x5d, 0x2c]);
const EVENT_LIST = Buffer.from('EventList');
const ITEMS = Buffer.from('"items"');
/** How what Azure exports begins: its list is cut as an `EventList` is. */
const AZURE_RECORDS = /^\{\s*"records"\s*:\s*\[/;
/** Bytes that tell so. */
const HEAD = 64;

/**
 * Bytes that may be read in vain, for each byte of the stream and beyond that: lines that seem to begin documents and do not
 * would otherwise each be read to the end.
 */
const VAIN_BYTES_A_BYTE = 16;
const VAIN_BYTES = 1024 * 1024;

export function createLineCutter(maxBytes: number = MAX_EVENT_BYTES): LineCutter {
  let pieces: Uint8Array[] = [];
  let size = 0;
  /** Below this size, what is pending was found incomplete already. */
  let tryAgainAt = 1;
  /** Bytes of the stream before what is pending, and those that were read in vain. */
  let before = 0;
  let vain = 0;
  /** Whether a JSON value came last, which may be an item of a list that is too long to be read as one. */
  let afterValue = false;

  function drain(final: boolean): ReceivedEvent[] {
    const bytes = pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces);
    const events: ReceivedEvent[] = [];
    const canonicalEnd = canonicalLines(bytes);
    let at = 0;
    for (;;) {
      while (at < bytes.length && isSpace(bytes[at])) at++;
      if (at >= bytes.length) break;
      const canonical = canonicalEnd(at);
      if (canonical >= 0) {
        events.push({ raw: bytes.subarray(at, canonical), structure: NO_STRUCTURE, readable: true });
        afterValue = true;
        at = canonical;
        continue;
      }
      if (afterValue) {
        const item = afterItem(bytes, at, final);
        if (item < 0) break;
        if (item > at) {
          at = item;
          continue;
        }
      }
      const end = valueEnd(bytes, at, final);
      if (end < 0) break;
      afterValue = addEvents(events, bytes, at, end);
      at = end;
    }
    before += at;
    // A copy, so that the rest does not hold on to all that was received.
    const rest = Buffer.from(bytes.subarray(at));
    let left = rest;
    // Cut at the same places however the stream came, so that the same pieces are the same events again.
    for (; left.length >= maxBytes; left = left.subarray(maxBytes)) {
      events.push(tooLong(left.subarray(0, maxBytes), maxBytes));
      before += maxBytes;
    }
    pieces = left.length > 0 ? [left] : [];
    size = left.length;
    // What is incomplete is looked at again when it has doubled, so that a long line is not read over and over.
    tryAgainAt = Math.max(1, Math.min(size * 2, maxBytes));
    return events;
  }

  /** As `eventEnd`, but for documents of several lines, however they are indented. */
  function valueEnd(bytes: Uint8Array, at: number, final: boolean): number {
    const first = bytes[at];
    const lineEnd = endOfLine(bytes, at);
    const isLine = lineEnd >= 0 || final;
    if (isLine && (first === OPEN_BRACE || first === OPEN_BRACKET)) {
      const end = lineEnd < 0 ? bytes.length : lineEnd;
      const inLine = valueSpan(bytes, at, end);
      if (inLine && first === OPEN_BRACE) return dockerEntryEnd(bytes, at, inLine.end, final, maxBytes - 1);
      const document = inLine ? undefined : documentEnd(bytes, at, end, final);
      if (document !== undefined) return document;
    }
    return eventEnd(bytes, at, final, maxBytes);
  }

  /** The end of the document whose first line ends at `lineEnd`; -1 if that is not known yet, `undefined` if there is none. */
  function documentEnd(bytes: Uint8Array, at: number, lineEnd: number, final: boolean): number | undefined {
    if (vain > VAIN_BYTES + VAIN_BYTES_A_BYTE * (before + at)) return undefined;
    const limit = Math.min(bytes.length, at + maxBytes);
    const { state, end } = walkValue(bytes, at, limit);
    if (state === 'whole') return end;
    const canGrow = limit === bytes.length && !final && limit - at < maxBytes;
    if (state === 'open' && canGrow) return -1;
    vain += end - at;
    // A list of several lines that breaks off still has items.
    const isList =
      state === 'open' && final && limit === bytes.length && lineEnd < limit && isEventList(bytes, at, end);
    return isList ? limit : undefined;
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

/**
 * The function that is given back tells where the event ends that begins at a place and is all of a line, as
 * kube-apiserver writes it; -1 for all else. Nearly every line of a log is one, and need not be looked at again.
 */
function canonicalLines(bytes: Uint8Array): (at: number) => number {
  // The last line may end within a character.
  const eventEnd = canonicalEvents(bytes.subarray(0, bytes.lastIndexOf(NEWLINE) + 1));
  return (at) => {
    if (bytes[at] !== OPEN_BRACE) return -1;
    const end = eventEnd(at);
    if (end < 0) return -1;
    const lineEnd = bytes[end] === CARRIAGE_RETURN ? end + 1 : end;
    return bytes[lineEnd] === NEWLINE ? end : -1;
  };
}

/**
 * Where the event that begins at `at` ends, or -1 if that is not known yet: a line, with those that are indented after it, or an
 * entry of several lines of text. One that has more than `maxBytes` is cut before.
 */
export function eventEnd(bytes: Uint8Array, at: number, final: boolean, maxBytes: number): number {
  const lineEnd = endOfLine(bytes, at);
  if (lineEnd < 0 && !final) {
    // A whole value needs no line end to be complete.
    const value = bytes[at] === OPEN_BRACE ? valueSpan(bytes, at, bytes.length) : undefined;
    return value ? dockerEntryEnd(bytes, at, value.end, final, maxBytes - 1) : -1;
  }
  const end = lineEnd < 0 ? bytes.length : lineEnd;
  // What is not known yet stays below what is too long for a line.
  if (bytes[at] !== OPEN_BRACE) return entryEnd(bytes, at, end, final, Math.min(MAX_ENTRY_BYTES, maxBytes - 1));
  const inLine = valueSpan(bytes, at, end);
  if (inLine) return dockerEntryEnd(bytes, at, inLine.end, final, maxBytes - 1);
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

/**
 * Where reading goes on behind an item of a list that is cut by lines: after the comma before the next item, or after a line of
 * which nothing is left but the end of the list. `at` if there is neither, -1 if that is not known yet.
 */
function afterItem(bytes: Uint8Array, at: number, final: boolean): number {
  const first = bytes[at];
  if (first !== COMMA && first !== CLOSE_BRACKET && first !== CLOSE_BRACE) return at;
  const lineEnd = endOfLine(bytes, at);
  if (lineEnd < 0 && !final) return -1;
  const end = lineEnd < 0 ? bytes.length : lineEnd;
  let rest = at;
  while (rest < end && (isSpace(bytes[rest]) || isListEnd(bytes[rest]))) rest++;
  if (rest === end) return end;
  return first === COMMA && bytes[skipSpace(bytes, at + 1, end)] === OPEN_BRACE ? at + 1 : at;
}

function isListEnd(byte: number | undefined): boolean {
  return byte === COMMA || byte === CLOSE_BRACKET || byte === CLOSE_BRACE;
}

/** Adds the events between two places: one, or those of an `EventList` or an array. Gives whether what was added is a JSON object, or several. */
export function addEvents(events: ReceivedEvent[], bytes: Uint8Array, at: number, end: number): boolean {
  let stop = end;
  while (stop > at && isSpace(bytes[stop - 1])) stop--;
  const raw = bytes.subarray(at, stop);
  if (canonicalEvents(raw)(0) === raw.length) {
    events.push({ raw, structure: NO_STRUCTURE, readable: true });
    return true;
  }
  if (isEventList(raw, 0, raw.length)) {
    for (const event of cutBody(raw)) events.push(event);
    return true;
  }
  const items = itemsOfArray(raw);
  if (items) {
    for (const event of items) events.push(event);
    return true;
  }
  if (raw[0] !== OPEN_BRACE && raw[0] !== OPEN_BRACKET) {
    for (const entry of splitEntries(raw)) events.push({ raw: entry, structure: NO_STRUCTURE });
    return false;
  }
  const whole = valueSpan(raw, 0, raw.length);
  events.push({ raw, structure: whole ?? NO_STRUCTURE });
  return raw[0] === OPEN_BRACE && whole !== undefined;
}

function isEventList(bytes: Uint8Array, from: number, end: number): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset + from, end - from);
  if (view[0] !== OPEN_BRACE) return false;
  return (view.includes(EVENT_LIST) && view.includes(ITEMS)) || AZURE_RECORDS.test(view.toString('latin1', 0, HEAD));
}

/** The elements of an array of objects and of nothing else; `undefined` for all other text. */
function itemsOfArray(raw: Uint8Array): ReceivedEvent[] | undefined {
  if (raw[0] !== OPEN_BRACKET || raw[skipSpace(raw, 1, raw.length)] !== OPEN_BRACE) return undefined;
  const events: ReceivedEvent[] = [];
  const elements = scanArray(raw, 0, raw.length, valueSpan);
  for (let next = elements.next(); ; next = elements.next()) {
    if (next.done) return next.value.complete && next.value.end === raw.length ? events : undefined;
    const { start, end, depth, containers } = next.value;
    if (raw[start] !== OPEN_BRACE) return undefined;
    events.push({ raw: raw.subarray(start, end), structure: { depth, containers } });
  }
}

/** A piece of a line that is longer than allowed. */
export function tooLong(raw: Uint8Array, maxBytes: number): ReceivedEvent {
  const detail = `a line is longer than ${maxBytes} bytes; it is kept in pieces`;
  return { raw, structure: NO_STRUCTURE, quarantine: { reason: 'too-large', detail } };
}
