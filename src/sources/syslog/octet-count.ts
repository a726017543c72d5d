import { MAX_EVENT_BYTES } from '../../event/limits.ts';
import type { FindTrailer } from './trailers.ts';

/** What a stream holds where a message begins. */
export type Beginning =
  /** `MSG-LEN SP` of RFC 6587, 3.4.1: the message has `count` bytes from `body` on. */
  | { readonly kind: 'counted'; readonly body: number; readonly count: number }
  | { readonly kind: 'line' }
  /** That is known once there are so many bytes, or a trailer. */
  | { readonly kind: 'unknown'; readonly bytes: number };

export interface Before {
  /** Whether the message before was counted: then one that looks so is. */
  readonly wasCounted: boolean;
  /** Whether nothing follows. */
  readonly final: boolean;
  /** A longer message is counted only where that is beyond doubt. */
  readonly maxBytes: number;
}

const SPACE = 0x20;
const ZERO = 0x30;
const LESS_THAN = 0x3c;
/** No sender means a longer message; such a number is text. */
const MAX_COUNT = MAX_EVENT_BYTES;
const MAX_DIGITS = String(MAX_COUNT).length;

const LINE: Beginning = { kind: 'line' };

/**
 * Tells the two framings of RFC 6587 apart by the message itself. After `MSG-LEN SP` stands the `<` of a priority. Where it
 * does not, a line may begin with a number and a space, or a malformed message may have been counted. It was if the number
 * leads to the end or to where another message begins, and no line ends on the way.
 */
export function beginningAt(bytes: Buffer, at: number, trailer: FindTrailer, before: Before): Beginning {
  const { wasCounted, final, maxBytes } = before;
  const space = endOfDigits(bytes, at);
  if (space - at > MAX_DIGITS) return LINE;
  if (space === bytes.length && !final) return { kind: 'unknown', bytes: space + 1 };
  const digits = bytes.toString('latin1', at, space);
  const count = Number(digits);
  if (!COUNT.test(digits) || count > MAX_COUNT || bytes[space] !== SPACE) return LINE;

  const body = space + 1;
  const counted: Beginning = { kind: 'counted', body, count };
  if (wasCounted) return counted;
  if (body === bytes.length && !final) return { kind: 'unknown', bytes: body + 1 };
  if (count > 0 && bytes[body] === LESS_THAN) return counted;

  const end = body + count;
  const lineEnd = trailer(body);
  if (count > maxBytes || (lineEnd >= 0 && lineEnd < end)) return LINE;
  if (end < bytes.length) return mayBegin(bytes[end]) ? counted : LINE;
  if (final) return end === bytes.length ? counted : LINE;
  return { kind: 'unknown', bytes: end + 1 };
}

/** A lone zero is an empty message. */
const COUNT = /^(0|[1-9]\d*)$/;

function endOfDigits(bytes: Buffer, at: number): number {
  let end = at;
  while (end < bytes.length && end - at <= MAX_DIGITS && isDigit(bytes[end])) end++;
  return end;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= ZERO + 9;
}

function mayBegin(byte: number | undefined): boolean {
  return byte === LESS_THAN || isDigit(byte);
}
