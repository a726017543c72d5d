import { beginningAt } from './octet-count.ts';
import { type FindTrailer, isTrailer } from './trailers.ts';

/** A message that was cut out of a stream, without its count or what ends it. */
export interface Message {
  readonly raw: Buffer;
  readonly flaw?: Flaw | undefined;
}

/** `too-large`: a piece of a message that is longer than allowed. `incomplete`: the stream ended within the message. */
export const FLAWS = ['too-large', 'incomplete'] as const;
export type Flaw = (typeof FLAWS)[number];

/** What a place of a stream is within. */
export type State =
  | { readonly in: 'nothing' }
  /** A line of which pieces were given out. */
  | { readonly in: 'long-line' }
  /** A counted message of which pieces were given out; so many bytes are left. */
  | { readonly in: 'long-counted'; readonly left: number };

export const NOTHING: State = { in: 'nothing' };
const LONG_LINE: State = { in: 'long-line' };

/** Bytes of a stream that follow one another. */
export interface Part {
  readonly bytes: Buffer;
  readonly trailer: FindTrailer;
  /** How the stream ends with them; `undefined` where it goes on. `clean`: the sender has ended it. */
  readonly end: 'clean' | 'broken' | undefined;
  readonly maxBytes: number;
}

/** Reading went on to `next`. */
export interface Step {
  readonly next: number;
  readonly state: State;
  readonly message?: Message | undefined;
  readonly wasCounted: boolean;
}

/** Nothing is known before there are so many bytes, or a trailer where one counts. */
export interface Wanted {
  readonly bytes: number;
  readonly trailer: boolean;
}

/** Reads on from a place that is not the end, or is within a message. */
export function step(part: Part, at: number, state: State, wasCounted: boolean): Step | Wanted {
  const { bytes, trailer, end, maxBytes } = part;
  if (state.in === 'long-counted') return counted(part, at, state.left, true);
  if (state.in === 'long-line') return line(part, at, true);
  if (isTrailer(bytes[at])) return { next: at + 1, state: NOTHING, wasCounted };
  const beginning = beginningAt(bytes, at, trailer, { wasCounted, final: end !== undefined, maxBytes });
  if (beginning.kind === 'unknown') return { bytes: beginning.bytes, trailer: true };
  if (beginning.kind === 'line') return line(part, at, false);
  return counted(part, beginning.body, beginning.count, beginning.count > maxBytes);
}

function counted({ bytes, end, maxBytes }: Part, at: number, count: number, isLong: boolean): Step | Wanted {
  const stop = at + Math.min(count, maxBytes);
  if (stop > bytes.length) {
    if (end === undefined) return { bytes: stop, trailer: false };
    return { next: bytes.length, state: NOTHING, message: incomplete(bytes, at), wasCounted: true };
  }
  const left = count - (stop - at);
  return {
    next: stop,
    state: left > 0 ? { in: 'long-counted', left } : NOTHING,
    message: { raw: bytes.subarray(at, stop), flaw: isLong ? 'too-large' : undefined },
    wasCounted: true,
  };
}

const CR = 0x0d;

function line({ bytes, trailer, end, maxBytes }: Part, at: number, isLong: boolean): Step | Wanted {
  const found = trailer(at);
  const stop = found < 0 ? bytes.length : found;
  if (stop - at > maxBytes) {
    const next = at + maxBytes;
    return { next, state: LONG_LINE, message: { raw: bytes.subarray(at, next), flaw: 'too-large' }, wasCounted: false };
  }
  if (found < 0 && end === undefined) return { bytes: at + maxBytes + 1, trailer: true };
  const next = found < 0 ? stop : found + 1;
  if (found < 0 && end === 'broken' && !isLong) {
    return { next, state: NOTHING, message: incomplete(bytes, at), wasCounted: false };
  }
  const raw = bytes.subarray(at, found > at && bytes[found - 1] === CR ? found - 1 : stop);
  const message: Message = { raw, flaw: isLong ? 'too-large' : undefined };
  return { next, state: NOTHING, message: raw.length > 0 ? message : undefined, wasCounted: false };
}

function incomplete(bytes: Buffer, at: number): Message | undefined {
  return at < bytes.length ? { raw: bytes.subarray(at), flaw: 'incomplete' } : undefined;
}
