import { BACKSLASH, CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './json-chars.ts';

/**
 * Finds where JSON values lie in bytes without building them, so that an event can be kept exactly as it came.
 * Positions are byte offsets, ends are exclusive. Structure only: `JSON.parse` judges what lies inside a span.
 * Nothing here recurses, so nesting cannot exhaust the stack.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** How deeply objects and arrays are nested in it; 0 for a scalar. */
  readonly depth: number;
  /** How many objects and arrays it holds, itself included. */
  readonly containers: number;
}

export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

export function skipSpace(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && isSpace(bytes[at])) at++;
  return at;
}

/** The end of the string whose opening quotation mark is at `from`, or -1 if it is not closed. */
function stringEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from + 1; at < end; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH) at++;
  }
  return -1;
}

function containerSpan(bytes: Uint8Array, from: number, end: number): Span | undefined {
  let depth = 0;
  let deepest = 0;
  let containers = 0;
  for (let at = from; at < end; at++) {
    switch (bytes[at]) {
      case QUOTE: {
        const next = stringEnd(bytes, at, end);
        if (next < 0) return undefined;
        at = next - 1;
        break;
      }
      case OPEN_BRACE:
      case OPEN_BRACKET:
        depth++;
        containers++;
        if (depth > deepest) deepest = depth;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        depth--;
        if (depth === 0) return { start: from, end: at + 1, depth: deepest, containers };
        break;
    }
  }
  return undefined;
}

/** The value that begins at `from`, or `undefined` if the bytes end within it or none begins there. */
export function valueSpan(bytes: Uint8Array, from: number, end: number): Span | undefined {
  const first = bytes[from];
  if (from >= end) return undefined;
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return containerSpan(bytes, from, end);
  if (first === QUOTE) {
    const stop = stringEnd(bytes, from, end);
    return stop < 0 ? undefined : { start: from, end: stop, depth: 0, containers: 0 };
  }
  let at = from;
  while (at < end && !isDelimiter(bytes[at])) at++;
  return at === from ? undefined : { start: from, end: at, depth: 0, containers: 0 };
}

function isDelimiter(byte: number | undefined): boolean {
  return (
    isSpace(byte) ||
    byte === COMMA ||
    byte === COLON ||
    byte === CLOSE_BRACE ||
    byte === CLOSE_BRACKET ||
    byte === OPEN_BRACE ||
    byte === OPEN_BRACKET ||
    byte === QUOTE
  );
}

export interface Scan {
  /** Whether the whole object or array was read; `false` where it breaks off or is malformed. */
  readonly complete: boolean;
  /** Where reading stopped. */
  readonly end: number;
}

/** Finds the value that begins at a place. */
export type FindSpan<S extends Span> = (bytes: Uint8Array, from: number, end: number) => S | undefined;

/**
 * Gives the span of every element of the array that opens at `from`, one by one. An element that is not complete is not
 * given; the end of what is returned is then where it begins.
 */
export function* scanArray<S extends Span>(
  bytes: Uint8Array,
  from: number,
  end: number,
  find: FindSpan<S>,
): Generator<S, Scan> {
  let at = skipSpace(bytes, from + 1, end);
  if (bytes[at] === CLOSE_BRACKET && at < end) return { complete: true, end: at + 1 };
  for (;;) {
    const element = find(bytes, at, end);
    if (!element) return { complete: false, end: at };
    yield element;
    at = skipSpace(bytes, element.end, end);
    if (at < end && bytes[at] === CLOSE_BRACKET) return { complete: true, end: at + 1 };
    if (at >= end || bytes[at] !== COMMA) return { complete: false, end: at };
    at = skipSpace(bytes, at + 1, end);
  }
}

/** Is told a key, as its raw text between the quotation marks, and where its value begins; gives its end, or -1 to stop. */
type MemberVisitor = (key: string, valueStart: number) => number;

/** Visits every member of the object that opens at `from`. */
export function scanObject(bytes: Uint8Array, from: number, end: number, visit: MemberVisitor): Scan {
  const at = skipSpace(bytes, from + 1, end);
  if (at < end && bytes[at] === CLOSE_BRACE) return { complete: true, end: at + 1 };
  const after = scanMember(bytes, at, end, visit);
  return after.complete ? scanMoreMembers(bytes, after.end, end, visit) : after;
}

/** Visits the members of an object that follow the value which ends at `from`. */
export function scanMoreMembers(bytes: Uint8Array, from: number, end: number, visit: MemberVisitor): Scan {
  let at = skipSpace(bytes, from, end);
  while (at < end && bytes[at] === COMMA) {
    const after = scanMember(bytes, skipSpace(bytes, at + 1, end), end, visit);
    if (!after.complete) return after;
    at = skipSpace(bytes, after.end, end);
  }
  return at < end && bytes[at] === CLOSE_BRACE ? { complete: true, end: at + 1 } : { complete: false, end: at };
}

function scanMember(bytes: Uint8Array, at: number, end: number, visit: MemberVisitor): Scan {
  const keyEnd = at < end && bytes[at] === QUOTE ? stringEnd(bytes, at, end) : -1;
  if (keyEnd < 0) return { complete: false, end: at };
  const colon = skipSpace(bytes, keyEnd, end);
  if (colon >= end || bytes[colon] !== COLON) return { complete: false, end: colon };
  const valueStart = skipSpace(bytes, colon + 1, end);
  const key = Buffer.from(bytes.buffer, bytes.byteOffset + at + 1, keyEnd - at - 2).toString('latin1');
  const valueEnd = visit(key, valueStart);
  return valueEnd < 0 ? { complete: false, end: valueStart } : { complete: true, end: valueEnd };
}

/** A JSON text on one line: space between its tokens is taken out if it holds line breaks, its values are left as they are. */
export function onOneLine(json: string): string {
  if (!/[\n\r]/.test(json)) return json;
  let line = '';
  let at = 0;
  // No pattern for strings: one of 10 MB would overflow its stack.
  for (let quote = json.indexOf('"'); quote >= 0; quote = json.indexOf('"', at)) {
    const end = textStringEnd(json, quote);
    line += json.slice(at, quote).replace(/\s+/g, '') + json.slice(quote, end);
    at = end;
  }
  return line + json.slice(at).replace(/\s+/g, '');
}

/** Where the string of a valid JSON text that begins at `start` has ended. */
export function textStringEnd(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at++) {
    const char = json.charCodeAt(at);
    if (char === QUOTE) return at + 1;
    if (char === BACKSLASH) at++;
  }
  return json.length;
}
