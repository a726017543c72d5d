import type { Intake, Sender, Stretch, Taken } from '../intake.ts';
import type { KnownContainer } from './known-containers.ts';
import type { Message, Output } from './message.ts';
import { createOutputLog, type OutputLog } from './output.ts';
import type { LogPosition, OutputPosition } from './position.ts';
import { parseStamp, type Stamp, writeStamp } from './stamp.ts';

/** Takes the log of one container: what comes is held until whole lines of it are journaled. Times are in milliseconds. */
export interface LogReader {
  /** From where the log is to be asked for. */
  begin(): Stamp;
  /** What was taken of an output. */
  taken(output: Output): OutputPosition | undefined;
  /** Begins to receive anew, from there on: what is held is let go, as it comes again. */
  resume(begin: Stamp): void;
  /** Gives whether something is missing before the message. */
  add(message: Message, now: number): 'held' | 'known' | 'gap';
  /** Journals what can be. */
  take(when: TakeWhen, now: number): Promise<void>;
  held(): number;
}

/**
 * As something has come: then lines that were found open a moment ago are not looked at again for a little more of them. Now and then: then
 * all is looked at, and what has rested is taken though it might have gone on. At the end: then nothing goes on.
 */
export type TakeWhen = 'come' | 'look' | 'end';

export interface LogReaderOptions {
  readonly container: string;
  readonly sender: Sender;
  readonly maxLineBytes: number;
  readonly known: KnownContainer | undefined;
  readonly intake: Pick<Intake, 'stretch'>;
  /** Brings it until it is taken, and notes the position then. */
  readonly journal: (bring: () => Promise<Journaled>) => Promise<Journaled>;
}

export interface Journaled {
  readonly taken: Taken;
  readonly position: LogPosition | undefined;
}

/**
 * Both outputs are copied into the log side by side, so messages of one may stand behind later ones of the other: by less
 * than this, unless the daemon's disk stands still.
 */
const DISORDER_NANOS = 10_000_000_000n;
/** Lines that do not end yet are looked at again when they have doubled, beyond this size. */
const SMALL_BYTES = 64 * 1024;

/** Lines that may belong together are taken as they are when nothing has come for so long, and one without its end later. */
const LINES_SETTLE_MS = 5_000;
const ALL_SETTLE_MS = 600_000;

/** What is taken though it might go on: nothing, whole lines, or also one without its line feed. */
type Rests = undefined | 'lines' | 'all';

interface Held {
  readonly log: OutputLog;
  /** When something came last. */
  cameAt: number;
  /** Below this, what is held was found incomplete already. */
  tryAgainAt: number;
}

export function createLogReader(options: LogReaderOptions): LogReader {
  const { container, sender, maxLineBytes, known, intake, journal } = options;
  const outputs = new Map<Output, Held>();
  for (const [output, { position }] of known?.outputs ?? []) {
    outputs.set(output, { log: createOutputLog(position), cameAt: 0, tryAgainAt: 0 });
  }
  let turn = known?.turn ?? 0;
  /** The time of what came last; at first, up to where all was taken. */
  let seenTo = known === undefined ? 0n : parseStamp(known.since);

  /** Up to where nothing is held, of any output or of all but one. */
  function takenTo(except?: Output): Stamp {
    let least = seenTo;
    for (const [output, { log }] of outputs) if (output !== except) least = earlier(log.firstHeld() ?? least, least);
    return least;
  }

  /** The same once some of an output has been taken. */
  function since(output: Output, log: OutputLog, taken: Taken): Stamp {
    const others = takenTo(output);
    if (!log.isLeft(taken)) return others;
    return earlier(parseStamp(log.after(taken).at), others);
  }

  async function takeOnce(output: Output, log: OutputLog, rests: Rests): Promise<Taken> {
    const bytes = log.bytes(rests !== 'lines');
    if (bytes.length === 0) return { bytes: 0, inLongLine: false };
    const position = log.position();
    const bring = async (): Promise<Journaled> => {
      let noted: LogPosition | undefined;
      const stretch: Stretch = {
        bytes,
        final: rests !== undefined,
        inLongLine: position?.inLongLine ?? false,
        maxLineBytes,
        origin: (taken) => {
          const until = writeStamp(since(output, log, taken));
          noted = { container, output, position: log.after(taken), since: until, turn: turn + 1 };
          return noted;
        },
      };
      const { taken } = await intake.stretch(sender, stretch);
      return { taken, position: taken.bytes > 0 ? noted : undefined };
    };
    const { taken } = await journal(bring);
    turn++;
    if (taken.bytes > 0) log.advance(taken);
    return taken;
  }

  /** What of an output is taken though it might go on. */
  function restOf({ cameAt }: Held, when: TakeWhen, now: number): Rests {
    if (when === 'end') return 'all';
    if (when === 'come' || now - cameAt < LINES_SETTLE_MS) return undefined;
    return now - cameAt < ALL_SETTLE_MS ? 'lines' : 'all';
  }

  return {
    begin: () => {
      const all = takenTo();
      // What stands before would run into it, and a terminal has no other output.
      if (outputs.get('tty')?.log.position()?.length !== undefined) return all;
      return all > DISORDER_NANOS ? all - DISORDER_NANOS : 0n;
    },
    taken: (output) => outputs.get(output)?.log.position(),
    resume: (begin) => {
      // What is let go must come again though this connection should bring nothing.
      seenTo = takenTo();
      for (const one of outputs.values()) {
        one.log.resume(begin);
        one.tryAgainAt = 0;
      }
    },
    add: (message, now) => {
      let one = outputs.get(message.output);
      if (!one) {
        one = { log: createOutputLog(undefined), cameAt: now, tryAgainAt: 0 };
        outputs.set(message.output, one);
      }
      one.cameAt = now;
      const added = one.log.add(message);
      if (added !== 'known') seenTo = message.at;
      return added;
    },
    take: async (when, now) => {
      for (const [output, one] of outputs) {
        const rests = restOf(one, when, now);
        if (when !== 'come') one.tryAgainAt = 0;
        while (one.log.held() > 0 && one.log.held() >= one.tryAgainAt) {
          const { bytes } = await takeOnce(output, one.log, rests);
          const held = one.log.held();
          one.tryAgainAt = held > SMALL_BYTES ? Math.min(held * 2, maxLineBytes) : 0;
          if (bytes === 0) break;
        }
      }
    },
    held: () => [...outputs.values()].reduce((sum, { log }) => sum + log.held(), 0),
  };
}

function earlier(a: Stamp, b: Stamp): Stamp {
  return a <= b ? a : b;
}
