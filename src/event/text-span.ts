import { BACKSLASH, QUOTE } from './json-chars.ts';

/** Where the inside of a JSON string stands that Go wrote, and whether there are escapes in it. */
export interface TextSpan {
  start: number;
  end: number;
  escaped: boolean;
}

export function emptySpan(): TextSpan {
  return { start: 0, end: 0, escaped: false };
}

const LETTER_U = 0x75;
const ZERO = 0x30;
/** `<`, `>`, `&`, which Go escapes; and the first byte of U+2028 and U+2029, which it escapes too. */
const NOT_PLAIN = [QUOTE, BACKSLASH, 0x3c, 0x3e, 0x26, 0xe2];

/** 1 for the bytes that stand in a string of Go as themselves. */
export const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x20 && !NOT_PLAIN.includes(byte) ? 1 : 0));

/**
 * Finds the string whose opening quotation mark is at `at`, in bytes that are UTF-8. Gives where it ends, or -1 if it is
 * not closed, is not written as Go writes it, or holds what is rare: there are others to read it.
 */
export function scanText(bytes: Uint8Array, at: number, end: number, span: TextSpan): number {
  if (at >= end || bytes[at] !== QUOTE) return -1;
  let i = at + 1;
  span.start = i;
  span.escaped = false;
  for (;;) {
    while (i < end && PLAIN[bytes[i]!] === 1) i++;
    if (i >= end) return -1;
    if (bytes[i] === QUOTE) break;
    const length = escapeLength(bytes, i, end);
    if (length === 0) return -1;
    span.escaped = true;
    i += length;
  }
  span.end = i;
  return i + 1;
}

/** Of `\"`, `\\`, `\u0026`, `\u003c` and `\u003e`; 0 for all else. */
function escapeLength(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== BACKSLASH || at + 6 > end) return 0;
  const kind = bytes[at + 1];
  if (kind === QUOTE || kind === BACKSLASH) return 2;
  if (kind !== LETTER_U || bytes[at + 2] !== ZERO || bytes[at + 3] !== ZERO) return 0;
  return escapedByte(bytes, at) === 0 ? 0 : 6;
}

/** What `\u00XX` stands for, where it is one of those that `scanText` takes; else 0. */
function escapedByte(bytes: Uint8Array, at: number): number {
  const [high, low] = [bytes[at + 4], bytes[at + 5]];
  if (high === 0x32) return low === 0x36 ? 0x26 : 0;
  if (high !== 0x33) return 0;
  return low === 0x63 ? 0x3c : low === 0x65 ? 0x3e : 0;
}

/** Writes the UTF-8 of a span into `target` at `to`, which has room for the span as it stands. Gives where it ends there. */
export function unescapeInto(target: Uint8Array, to: number, bytes: Uint8Array, { start, end }: TextSpan): number {
  let at = to;
  for (let i = start; i < end; at++) {
    const byte = bytes[i]!;
    if (byte !== BACKSLASH) {
      target[at] = byte;
      i++;
    } else if (bytes[i + 1] === LETTER_U) {
      target[at] = escapedByte(bytes, i);
      i += 6;
    } else {
      target[at] = bytes[i + 1]!;
      i += 2;
    }
  }
  return at;
}
