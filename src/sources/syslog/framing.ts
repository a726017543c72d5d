import { type Message, NOTHING, type Part, type State, step, type Wanted } from './step.ts';
import { hasTrailer, trailersIn } from './trailers.ts';

/** Cuts one stream into messages, counted or ended by LF or NUL (RFC 6587). Only what frames a message is left out. */
export interface Framing {
  /** The messages that are complete with this piece, as views of what was pushed. */
  push(piece: Buffer): Message[];
  /**
   * What is left when nothing follows. After a `clean` end a last line needs no trailer; a counted message is never complete
   * before its count. What is pushed after it is a stream of its own.
   */
  end(how: 'clean' | 'broken'): Message[];
  /** Bytes of a message that is not complete. */
  held(): number;
  /** Whether the sender has announced more bytes of a message than came. */
  isWithinCounted(): boolean;
}

const ANYTHING: Wanted = { bytes: 1, trailer: true };

/** A message that is longer than `maxBytes` is given out in pieces of that size, the same wherever the stream was split. */
export function createFraming(maxBytes: number): Framing {
  let pieces: Buffer[] = [];
  let size = 0;
  let state: State = NOTHING;
  let wasCounted = false;
  let wanted = ANYTHING;

  function drain(end: Part['end']): Message[] {
    const bytes = pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces, size);
    const part: Part = { bytes, trailer: trailersIn(bytes), end, maxBytes };
    const messages: Message[] = [];
    let at = 0;
    wanted = ANYTHING;
    while (at < bytes.length) {
      const result = step(part, at, state, wasCounted);
      if ('trailer' in result) {
        wanted = { ...result, bytes: result.bytes - at };
        break;
      }
      if (result.message) messages.push(result.message);
      ({ next: at, state, wasCounted } = result);
    }
    // A copy, so that the rest does not hold on to all that was received.
    pieces = at < bytes.length ? [at === 0 ? bytes : Buffer.from(bytes.subarray(at))] : [];
    size = bytes.length - at;
    return messages;
  }

  return {
    push: (piece) => {
      size += piece.length;
      add(pieces, piece);
      return size >= wanted.bytes || (wanted.trailer && hasTrailer(piece)) ? drain(undefined) : [];
    },
    end: (how) => {
      const messages = drain(how);
      state = NOTHING;
      wasCounted = false;
      return messages;
    },
    held: () => size,
    isWithinCounted: () => state.in === 'long-counted' || (size > 0 && !wanted.trailer),
  };
}

/** Joins small pieces as they come: each byte is copied a few times at most, and a thousand of them do not stay a thousand objects. */
function add(pieces: Buffer[], piece: Buffer): void {
  let last = piece;
  for (let before = pieces.at(-1); before && before.length <= last.length; before = pieces.at(-1)) {
    pieces.pop();
    last = Buffer.concat([before, last]);
  }
  pieces.push(last);
}
