import { BACKSLASH, CLOSE_BRACE, CLOSE_BRACKET, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './json-chars.ts';
import { PLAIN } from './text-span.ts';

/** Where the body of a request or an answer stands. There is none if it ends where it starts. */
export interface BodySpan {
  start: number;
  end: number;
  /** How deeply objects and arrays are nested in it. */
  depth: number;
  /** How many objects and arrays it holds, itself included. */
  containers: number;
}

export function noBody(): BodySpan {
  return { start: 0, end: 0, depth: 0, containers: 0 };
}

/**
 * Finds the object that begins at `at`. Gives where it ends, or -1 if it does not, or if Go would have written a character
 * of it in another way. Structure only: whether it is JSON is for a parser to say.
 */
export function scanBody(bytes: Uint8Array, at: number, end: number, span: BodySpan): number {
  if (bytes[at] !== OPEN_BRACE) return -1;
  let depth = 0;
  span.depth = 0;
  span.containers = 0;
  for (let i = at; i < end; i++) {
    const byte = bytes[i]!;
    if (byte === QUOTE) {
      i = stringEnd(bytes, i, end);
      if (i < 0) return -1;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      span.containers++;
      if (++depth > span.depth) span.depth = depth;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if (--depth > 0) continue;
      span.start = at;
      span.end = i + 1;
      return i + 1;
    } else if (PLAIN[byte] === 0) {
      return -1;
    }
  }
  return -1;
}

/** The place of the closing quotation mark of a string; -1 if there is none, or what Go escapes stands before it. */
function stringEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from + 1; at < end; at++) {
    const byte = bytes[at]!;
    if (PLAIN[byte] === 1) continue;
    if (byte === QUOTE) return at;
    if (byte !== BACKSLASH) return -1;
    at++;
  }
  return -1;
}
