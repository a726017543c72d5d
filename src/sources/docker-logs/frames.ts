import { VerbatimError } from '../../errors.ts';
import { failureOf, MAX_MESSAGE_BYTES, type Message, type MessageCutter, messageOf, type Output } from './message.ts';

/** Before each message: one byte for the output, three that are 0, four for the length, the highest first. */
const HEADER_BYTES = 8;
const LENGTH_AT = 4;
const OUTPUTS: Readonly<Record<number, Output>> = { 1: 'stdout', 2: 'stderr' };
/** In which the Engine says why it cannot go on. */
const SYSTEM_ERROR = 3;

/** Cuts the log of a container without a terminal: https://docs.docker.com/reference/api/engine/ (Attach, stream format). */
export function createFrames(): MessageCutter {
  let pieces: Uint8Array[] = [];
  let held = 0;
  /** Below this, no frame can be complete. */
  let needed = HEADER_BYTES;

  return {
    *push(piece) {
      pieces.push(piece);
      held += piece.length;
      if (held < needed) return;
      const bytes = pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces, held);
      let at = 0;
      for (;;) {
        needed = HEADER_BYTES;
        if (bytes.length - at < needed) break;
        needed += lengthAt(bytes, at);
        if (bytes.length - at < needed) break;
        yield frameOf(bytes[at] as number, bytes.subarray(at + HEADER_BYTES, at + needed));
        at += needed;
      }
      // A copy, so that the rest does not hold on to all that was received.
      pieces = at < bytes.length ? [Buffer.from(bytes.subarray(at))] : [];
      held = bytes.length - at;
    },
    // A frame that is not complete was never sent whole; it comes again.
    end: () => [],
  };
}

function lengthAt(bytes: Uint8Array, at: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, HEADER_BYTES);
  const isHeader = (view.getUint32(0) & 0xffffff) === 0 && (bytes[at] as number) <= SYSTEM_ERROR;
  const length = view.getUint32(LENGTH_AT);
  if (isHeader && length <= MAX_MESSAGE_BYTES) return length;
  throw new VerbatimError('SERVER_ANSWER', 'What came is no log of a container without a terminal.');
}

function frameOf(type: number, payload: Uint8Array): Message {
  const output = OUTPUTS[type];
  if (!output) throw failureOf(payload);
  return messageOf(output, payload);
}
