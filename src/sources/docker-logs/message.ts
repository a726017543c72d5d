import { VerbatimError } from '../../errors.ts';
import { readStamp, type Stamp } from './stamp.ts';

/** Where a container writes. With a terminal, both of its outputs are one. */
export type Output = 'stdout' | 'stderr' | 'tty';

/** What Docker keeps as one: a line, or a part of one that is longer than 16 KiB. */
export interface Message {
  readonly at: Stamp;
  readonly output: Output;
  /** With the line feed, if it has one. */
  readonly text: Uint8Array;
}

/**
 * Cuts what the Engine sends of a log into messages, however it arrives. Where it is no log, what stands before is given first, then SERVER_ANSWER
 * is thrown.
 */
export interface MessageCutter {
  push(piece: Uint8Array): Iterable<Message>;
  /** What is left where the log ends, not where it breaks off. */
  end(): Iterable<Message>;
}

/** Docker's own are at most 16 KiB, those of its driver `local` at most 1 MB; a longer one is no message. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

const SHOWN_BYTES = 200;

/** Reads the time that `timestamps=1` puts before each message. */
export function messageOf(output: Output, bytes: Uint8Array): Message {
  const stamp = readStamp(bytes);
  if (!stamp) throw failureOf(bytes);
  return { at: stamp.at, output, text: bytes.subarray(stamp.length) };
}

/** What has no time comes from the Engine itself, such as `Error grabbing logs: …`. */
export function failureOf(bytes: Uint8Array): VerbatimError {
  const told = Buffer.from(bytes.subarray(0, SHOWN_BYTES)).toString().trim();
  return new VerbatimError('SERVER_ANSWER', `The Engine sent this in the place of a log: ${told}`);
}
