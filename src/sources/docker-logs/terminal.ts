import { VerbatimError } from '../../errors.ts';
import { MAX_MESSAGE_BYTES, type Message, type MessageCutter, messageOf } from './message.ts';
import type { OutputPosition } from './position.ts';
import { parseStamp, readStamp, type Stamp } from './stamp.ts';

const NEWLINE = 0x0a;
/** Docker cuts longer lines into messages of this size. */
export const PART_BYTES = 16 * 1024;

/**
 * Cuts the log of a container with a terminal, which comes without frames. Where a part of a long line may end and a time
 * stands that is not before that of the line, the next part begins. It is the line's own time, unless the daemon was
 * restarted within the line, or is older than 18.06. Every part is given the line's time: what a program writes at such a place
 * cannot move the time up to which its log is read. A last line without its end, and what a container writes when it is
 * started again, are told apart by how much of it was taken.
 */
export function createTerminalLines(taken?: OutputPosition): MessageCutter {
  let rest: Uint8Array = new Uint8Array();
  let pieces: Uint8Array[] = [];
  let held = 0;
  /** The time of the line whose parts come. */
  let lineAt: Stamp | undefined;
  const takenAt = taken && parseStamp(taken.at);
  /** How many messages of the time of the last that was taken have come. */
  let repeated = 0;
  /** Below this, what is held is looked at only if a line feed has come. */
  let tryAgainAt = 0;

  function lineMessage(bytes: Uint8Array): Message {
    const { at: stampedAt, text } = messageOf('tty', bytes);
    const at = lineAt ?? stampedAt;
    if (at === takenAt) repeated++;
    lineAt = text.at(-1) === NEWLINE ? undefined : at;
    return { at, output: 'tty', text };
  }

  /** How long the message at the beginning is, where it is the last that was taken, without its end, and another follows. */
  function openLength(bytes: Uint8Array): number | undefined {
    if (taken?.length === undefined || repeated !== taken.count - 1) return undefined;
    const stamp = readStamp(bytes);
    if (!stamp || (lineAt ?? stamp.at) !== takenAt) return undefined;
    const length = stamp.length + taken.length;
    const isWhole = taken.length === PART_BYTES;
    return !isWhole && readStamp(bytes.subarray(length)) ? length : undefined;
  }

  function* drain(): Generator<Message> {
    const bytes = pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces, held);
    let at = 0;
    for (;;) {
      const open = openLength(bytes.subarray(at));
      const length = open ?? messageLength(bytes.subarray(at), lineAt);
      if (length === 0) break;
      yield lineMessage(bytes.subarray(at, at + length));
      if (open !== undefined) lineAt = undefined;
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
      if (held > 0) yield lineMessage(rest);
      pieces = [];
      held = 0;
    },
  };
}

/** The length of the message at the beginning, which goes on with a line of some time; 0 where that is not known yet. */
function messageLength(bytes: Uint8Array, lineAt: Stamp | undefined): number {
  const newline = bytes.indexOf(NEWLINE);
  const stamp = readStamp(bytes);
  if (!stamp) return newline + 1;
  const part = stamp.length + PART_BYTES;
  if (newline >= 0 && newline < part + stamp.length) return newline + 1;
  if (bytes.length < part + stamp.length) return 0;
  const next = readStamp(bytes.subarray(part, part + stamp.length));
  return next?.length === stamp.length && next.at >= (lineAt ?? stamp.at) ? part : newline + 1;
}
