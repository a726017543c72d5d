import { BACKSLASH, CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './json-chars.ts';
import { MAX_EVENT_DEPTH } from './limits.ts';
import { PLAIN } from './text-span.ts';

/** Where the body of a request or an answer stands. There is none if it ends where it starts. */
export interface BodySpan {
  start: number;
  end: number;
  /** How many objects and arrays it holds, itself included. */
  containers: number;
}

export function noBody(): BodySpan {
  return { start: 0, end: 0, containers: 0 };
}

/** The event around it is one level more. */
const MAX_DEPTH = MAX_EVENT_DEPTH - 1;

/** Of every container that is open, the character that closes it. */
const closing = new Uint8Array(MAX_DEPTH);

/**
 * Finds the object that begins at `at` and checks that it is JSON without space between its tokens and without the
 * characters that Go escapes. Gives where it ends, or -1 if it is not so, or nested too deeply. Checking it here costs
 * half of parsing it, because nothing is built.
 */
export function scanBody(bytes: Uint8Array, at: number, end: number, span: BodySpan): number {
  if (bytes[at] !== OPEN_BRACE) return -1;
  span.containers = 0;
  let depth = 0;
  let i = at;
  for (;;) {
    // A value begins here.
    const byte = bytes[i]!;
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (depth === MAX_DEPTH) return -1;
      const close = byte === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET;
      closing[depth++] = close;
      span.containers++;
      i++;
      if (bytes[i] !== close) {
        if (byte === OPEN_BRACE) i = keyEnd(bytes, i, end);
        if (i < 0) return -1;
        continue;
      }
    } else {
      i = scalarEnd(bytes, i, end);
      if (i < 0) return -1;
    }
    // A value has ended here, or a container is about to.
    while (i < end && bytes[i] === closing[depth - 1]) {
      i++;
      if (--depth > 0) continue;
      span.start = at;
      span.end = i;
      return i;
    }
    if (i >= end || bytes[i] !== COMMA) return -1;
    i++;
    if (closing[depth - 1] === CLOSE_BRACE) i = keyEnd(bytes, i, end);
    if (i < 0) return -1;
  }
}

/** Where the value of the key begins that begins at `at`; -1 if none does. */
function keyEnd(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== QUOTE) return -1;
  const colon = stringEnd(bytes, at, end);
  return colon >= 0 && bytes[colon] === COLON ? colon + 1 : -1;
}

const [MINUS, PLUS, POINT, ZERO, NINE] = [0x2d, 0x2b, 0x2e, 0x30, 0x39];
const WORDS = ['true', 'false', 'null'].map((word) => Array.from(word, (char) => char.charCodeAt(0)));

function scalarEnd(bytes: Uint8Array, at: number, end: number): number {
  const byte = bytes[at]!;
  if (byte === QUOTE) return stringEnd(bytes, at, end);
  if (byte === MINUS || isDigit(byte)) return numberEnd(bytes, at);
  for (const word of WORDS) if (word.every((char, i) => bytes[at + i] === char)) return at + word.length;
  return -1;
}

function numberEnd(bytes: Uint8Array, at: number): number {
  const start = bytes[at] === MINUS ? at + 1 : at;
  let i = digitsEnd(bytes, start);
  if (i === start || (bytes[start] === ZERO && i > start + 1)) return -1;
  if (bytes[i] === POINT) {
    const fraction = i + 1;
    i = digitsEnd(bytes, fraction);
    if (i === fraction) return -1;
  }
  if (((bytes[i] ?? 0) | CASE) !== LETTER_E) return i;
  const sign = bytes[i + 1];
  const exponent = sign === MINUS || sign === PLUS ? i + 2 : i + 1;
  i = digitsEnd(bytes, exponent);
  return i === exponent ? -1 : i;
}

/** The bit by which letters in lower case differ from those in upper case. */
const CASE = 0x20;
const LETTER_E = 0x65;
const LETTER_U = 0x75;
const ESCAPED = new Set(Array.from('"\\/bfnrt', (char) => char.charCodeAt(0)));

function digitsEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isDigit(bytes[at])) at++;
  return at;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

function isHex(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const lower = byte | CASE;
  return isDigit(byte) || (lower >= 0x61 && lower <= 0x66);
}

/** The end of the string that begins at `from`, its quotation mark included. */
function stringEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from + 1; at < end; at++) {
    const byte = bytes[at]!;
    if (PLAIN[byte] === 1) continue;
    if (byte === QUOTE) return at + 1;
    if (byte !== BACKSLASH) return -1;
    at++;
    if (bytes[at] !== LETTER_U) {
      if (!ESCAPED.has(bytes[at]!)) return -1;
      continue;
    }
    for (const last = at + 4; at < last; ) if (!isHex(bytes[++at])) return -1;
  }
  return -1;
}
