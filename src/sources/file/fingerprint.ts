import { hash } from 'node:crypto';

/** A part of a content: `bytes` from offset `from` on. */
export interface View {
  readonly bytes: Uint8Array;
  readonly from: number;
}

/** Two audit logs that are alike in so many first bytes are copies: each event has an id of its own and times. */
export const START_BYTES = 4096;
/** The bytes before a position that are compared before it is trusted. Half an event: read at no cost with what follows. */
export const END_BYTES = 512;
/**
 * The beginning is compared up to one of these lengths, so that what a new file is like is found by a few look-ups. A
 * content of which less was read is not known again by its bytes alone: short lines may be alike in many files.
 */
const START_LENGTHS = [256, 512, 1024, 2048, START_BYTES] as const;
export const MIN_EVIDENCE = START_LENGTHS[0];
/** 128 bits, in hexadecimal. */
const PRINT_LENGTH = 32;

/** How many first bytes the fingerprint covers of a content of which `at` bytes were read. */
export function startLength(at: number): number {
  return START_LENGTHS.findLast((length) => length <= at) ?? at;
}

/** The fingerprint of the first bytes of a content of which `at` were read; `undefined` where the view lacks any of them. */
export function startPrint(view: View, at: number): string | undefined {
  return print(view, 0, startLength(at));
}

/** The fingerprint of the last bytes before `at`. */
export function endPrint(view: View, at: number): string | undefined {
  return print(view, Math.max(0, at - END_BYTES), at);
}

/** From where a content must be seen for a position to be compared and advanced. */
export function viewFrom(at: number): number {
  return at < START_BYTES ? 0 : at - END_BYTES;
}

function print({ bytes, from }: View, start: number, end: number): string | undefined {
  if (start < from || end > from + bytes.length) return undefined;
  return end === start ? '' : hash('sha256', bytes.subarray(start - from, end - from)).slice(0, PRINT_LENGTH);
}
