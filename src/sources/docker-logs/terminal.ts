import { VerbatimError } from '../../errors.ts';
import { MAX_MESSAGE_BYTES, type Message, type MessageCutter, messageOf } from './message.ts';
import { readStamp } from './stamp.ts';

const NEWLINE = 0x0a;
/** Docker cuts longer lines into messages of this size. */
export const PART_BYTES = 16 * 1024;

/**
 * Cuts the log of a container with a terminal, which comes without frames. All parts of a long line have the time of
 * its first, so where a part may end and this very time stands again, the next one begins; nobody knows it to the
 * nanosecond who could write it there.
 */
export function createTerminalLines(): MessageCutter {
  let rest: Uint8Array = new Uint8Array();
  let pieces: Uint8Array[] = [];
  let held = 0;
  /** Below this, what is held is looked at only if a line feed has come. */
  let tryAgainAt = 0;

  function* drain(): Generator<Message> {
    const bytes = pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces, held);
    let at = 0;
    for (;;) {
      const length = messageLength(bytes.subarray(at));
      if (length === 0) break;
      yield messageOf('tty', bytes.subarray(at, at + length));
      at += length;
    }
    rest = Buffer.from(bytes.subarray(at));
    if (rest.length > MAX_MESSAGE_BYTES) {
      throw new VerbatimError(
        'SERVER_ANSWER',
        `A line is longer than ${MAX_MESSAGE_BYTES} bytes and not cut into parts.`,
      );
    }
    pieces = rest.length > 0 ? [rest] : [];
    held = rest.length;
    tryAgainAt = held * 2;
  }

  return {
    *push(piece) {
      pieces.push(piece);
      held += piece.length;
      if (held >= tryAgainAt || held < 2 * PART_BYTES || piece.includes(NEWLINE)) yield* drain();
    },
    *end() {
      if (held > 0) yield* drain();
      if (held > 0) yield messageOf('tty', rest);
      pieces = [];
      held = 0;
    },
  };
}

/** The length of the message at the beginning; 0 where that is not known yet. */
function messageLength(bytes: Uint8Array): number {
  const newline = bytes.indexOf(NEWLINE);
  const stamp = readStamp(bytes);
  if (!stamp) return newline + 1;
  const part = stamp.length + PART_BYTES;
  if (newline >= 0 && newline < part + stamp.length) return newline + 1;
  if (bytes.length < part + stamp.length) return 0;
  const isNextPart = Buffer.compare(bytes.subarray(part, part + stamp.length), bytes.subarray(0, stamp.length)) === 0;
  return isNextPart ? part : newline + 1;
}
