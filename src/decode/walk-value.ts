import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from '../event/json-chars.ts';
import { isSpace } from '../event/json-scan.ts';
import { MAX_EVENT_DEPTH } from '../event/limits.ts';

/** Whether the bytes hold a whole value, could be the beginning of one, or cannot; and where that was seen. */
export interface Walk {
  readonly state: 'whole' | 'open' | 'broken';
  readonly end: number;
}

/** An event may be as deep as that, within a list. */
const MAX_DEPTH = MAX_EVENT_DEPTH + 2;
const FIRST_VISIBLE = 0x20;

/** What may come next. */
const VALUE = 0;
const VALUE_OR_END = 1;
const KEY_OR_END = 2;
const KEY = 3;
const AFTER_KEY = 4;
const AFTER_VALUE = 5;

/**
 * Reads the object or array that begins at `from` by JSON's grammar (RFC 8259), which tells a document of many lines from a line
 * that breaks off: what breaks off is hardly ever continued by the next line. Numbers are read loosely.
 */
export function walkValue(bytes: Uint8Array, from: number, end: number): Walk {
  const closers: number[] = [];
  let next = VALUE;
  let at = from;
  while (at < end) {
    const byte = bytes[at] as number;
    if (isSpace(byte)) {
      at++;
      continue;
    }
    if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      const allowed = next === AFTER_VALUE || next === (byte === CLOSE_BRACE ? KEY_OR_END : VALUE_OR_END);
      if (!allowed || closers.pop() !== byte) return { state: 'broken', end: at };
      at++;
      if (closers.length === 0) return { state: 'whole', end: at };
      next = AFTER_VALUE;
    } else if (next === AFTER_VALUE) {
      if (byte !== COMMA) return { state: 'broken', end: at };
      next = closers.at(-1) === CLOSE_BRACE ? KEY : VALUE;
      at++;
    } else if (next === AFTER_KEY) {
      if (byte !== COLON) return { state: 'broken', end: at };
      next = VALUE;
      at++;
    } else if (byte === QUOTE) {
      const stop = stringEnd(bytes, at, end);
      if (stop.state !== 'whole') return stop;
      next = next === KEY || next === KEY_OR_END ? AFTER_KEY : AFTER_VALUE;
      at = stop.end;
    } else if (next === KEY || next === KEY_OR_END) {
      return { state: 'broken', end: at };
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (closers.length === MAX_DEPTH) return { state: 'broken', end: at };
      closers.push(byte === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET);
      next = byte === OPEN_BRACE ? KEY_OR_END : VALUE_OR_END;
      at++;
    } else {
      const stop = plainEnd(bytes, at, end);
      if (stop === at) return { state: 'broken', end: at };
      next = AFTER_VALUE;
      at = stop;
    }
  }
  return { state: 'open', end };
}

/** No string goes on in the next line: a line end in it is written as an escape. */
function stringEnd(bytes: Uint8Array, from: number, end: number): Walk {
  for (let at = from + 1; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) return { state: 'whole', end: at + 1 };
    if (byte < FIRST_VISIBLE) return { state: 'broken', end: at };
    if (byte === BACKSLASH) at++;
  }
  return { state: 'open', end };
}

/** Digits, signs and the letters of `true`, `false`, `null` and exponents. */
const PLAIN: ReadonlySet<number> = new Set([...'0123456789+-.eEtrufalsn'].map((char) => char.charCodeAt(0)));

function plainEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && PLAIN.has(bytes[at] as number)) at++;
  return at;
}
