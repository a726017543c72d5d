import type { Taken } from '../intake.ts';
import type { Message } from './message.ts';
import type { OutputPosition } from './position.ts';
import { parseStamp, type Stamp, writeStamp } from './stamp.ts';

/** One output of a container: what was taken of it, and what has come and is not taken yet. */
export interface OutputLog {
  /**
   * Begins to receive anew, with the messages from `since` on. What is held is let go: it comes again. Without it
   * the log could not be compared with what was taken.
   */
  resume(since: Stamp): void;
  /** Takes a message, unless it was taken before. Gives whether it is missing what should stand before it. */
  add(message: Message): 'held' | 'known' | 'gap';
  /** What is held, from where it was taken; without messages that have not ended, unless `unfinished`. */
  bytes(unfinished: boolean): Uint8Array;
  /** How many bytes are held. */
  held(): number;
  /** The time of the first message that is held. */
  firstHeld(): Stamp | undefined;
  position(): OutputPosition | undefined;
  /** The position after so much of what is held. */
  after(taken: Taken): OutputPosition;
  /** Whether any of what is held is left then. */
  isLeft(taken: Taken): boolean;
  /** Lets go of what was taken. */
  advance(taken: Taken): void;
}

const NEWLINE = 0x0a;

/**
 * Within one output messages are in the order of their times, and those of one time in that in which they were written. So
 * the last time and a count say which were taken. Once the last that was taken has come, all behind it is new, whatever
 * its time: a clock may be set back.
 */
export function createOutputLog(known: OutputPosition | undefined): OutputLog {
  let position = known;
  /** Whether the last message that was taken has no line feed; also where it only may have none. */
  let isOpen = known?.length !== undefined;
  let messages: Message[] = [];
  let held = 0;
  /** How many of the last time have come again; `undefined` once all that comes is new. */
  let repeated: number | undefined;

  /** Where in what is held a position is: whole messages, and bytes of the one after them. */
  function find({ bytes }: Taken): { readonly whole: number; readonly offset: number } {
    let offset = bytes + (position?.offset ?? 0);
    let whole = 0;
    for (const { text } of messages) {
      if (offset < endOf(text)) break;
      offset = Math.max(0, offset - text.length);
      whole++;
    }
    return { whole, offset };
  }

  function after(taken: Taken): OutputPosition {
    const { whole, offset } = find(taken);
    let at = position ? parseStamp(position.at) : 0n;
    let count = position?.count ?? 0;
    let length = position?.length;
    let followsOpen = isOpen;
    for (const message of messages.slice(0, whole)) {
      count = message.at === at ? count + 1 : 1;
      at = message.at;
      length = followsOpen || hasNoEnd(message) ? message.text.length : undefined;
      followsOpen = hasNoEnd(message);
    }
    return {
      at: writeStamp(at),
      count,
      ...(length !== undefined && { length }),
      ...(offset > 0 && { offset }),
      ...(taken.inLongLine && { inLongLine: true }),
    };
  }

  return {
    resume: (since) => {
      messages = [];
      held = 0;
      repeated = position && position.count > 0 && parseStamp(position.at) >= since ? 0 : undefined;
    },
    add: (message) => {
      let isGap = false;
      if (repeated !== undefined && position) {
        const last = parseStamp(position.at);
        if (message.at < last) return 'known';
        if (message.at === last) {
          repeated++;
          if (repeated === position.count) repeated = undefined;
          return 'known';
        }
        // What was begun is gone with what was taken.
        position = { at: position.at, count: position.count };
        repeated = undefined;
        isGap = true;
      }
      messages.push(message);
      held += message.text.length;
      return isGap ? 'gap' : 'held';
    },
    bytes: (unfinished) => {
      const last = unfinished ? -1 : messages.findLastIndex(({ text }) => text.at(-1) === NEWLINE);
      const texts = (unfinished ? messages : messages.slice(0, last + 1)).map(({ text }) => text);
      return Buffer.concat(texts).subarray(position?.offset ?? 0);
    },
    held: () => held,
    firstHeld: () => messages[0]?.at,
    position: () => position,
    isLeft: (taken) => find(taken).whole < messages.length,
    after,
    advance: (taken) => {
      const { whole } = find(taken);
      position = after(taken);
      const gone = messages.splice(0, whole);
      for (const { text } of gone) held -= text.length;
      isOpen = gone.length > 0 ? hasNoEnd(gone.at(-1) as Message) : isOpen;
    },
  };
}

function hasNoEnd({ text }: Message): boolean {
  return text.at(-1) !== NEWLINE;
}

/** A line ends where its line feed begins, so what ends there is taken whole. */
function endOf(text: Uint8Array): number {
  return text.at(-1) === NEWLINE ? text.length - 1 : text.length;
}
