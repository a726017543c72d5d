import { createRandom, type Random } from '../generator/model/random.ts';
import type { Span, Traffic } from './platform.ts';

/** When somebody does something, and the random numbers for it. */
export interface Moment {
  /** Microseconds since the epoch. */
  readonly at: number;
  readonly random: Random;
}

/** Gives the lines that are written of what is done. */
export type Deed = (moment: Moment) => string | readonly string[];

/** What is done again and again. */
export interface Routine {
  /** Seconds between twice, on average. */
  readonly every: number;
  readonly deed: Deed;
}

/** What is done once. */
export interface Beat {
  /** Minutes before the demo has caught up with the clock: fewer than the shortest demo is long. */
  readonly ago: number;
  readonly deed: Deed;
}

/** What happens somewhere, by routine and by the way. */
export interface Scene {
  readonly routines: readonly Routine[];
  readonly story: readonly Beat[];
}

/** The shortest demo, in minutes: every story has room in it. */
export const STORY_MINUTES = 60;

const SECOND_MICROS = 1_000_000;
const MINUTE_MICROS = 60 * SECOND_MICROS;

interface Waiting {
  readonly due: number;
  readonly random: Random;
  readonly deed: Deed;
  /** Of a routine: seconds until it is due again, on average. */
  readonly every?: number;
}

/** Plays a scene, in the order of time and never beyond the time that is asked for. The story is whole, however little of the routines is shared. */
export function sceneTraffic(seed: string, { routines, story }: Scene, { from, until, share }: Span): Traffic {
  const random = createRandom(seed);
  const pause = (own: Random, every: number) => (-Math.log(1 - own.unit()) * every * SECOND_MICROS) / share;
  const later = (waiting: Waiting, every: number): Waiting => ({
    ...waiting,
    due: Math.ceil(waiting.due + pause(waiting.random, every)),
  });

  const told = story.map(({ ago, deed }, i): Waiting => {
    return { due: Math.max(from, until - Math.round(ago * MINUTE_MICROS)), random: random.fork(`story ${i}`), deed };
  });
  const begun = routines.map(({ every, deed }, i): Waiting => {
    return later({ due: from, random: random.fork(`routine ${i}`), deed, every }, every);
  });
  const waiting = [...told, ...begun];

  return {
    *next(end) {
      for (;;) {
        const at = earliest(waiting);
        const next = waiting[at];
        if (next === undefined || next.due > end) return;
        if (next.every === undefined) waiting.splice(at, 1);
        else waiting[at] = later(next, next.every);
        const lines = next.deed({ at: next.due, random: next.random });
        if (typeof lines === 'string') yield lines;
        else yield* lines;
      }
    },
  };
}

/** A scene has a few dozen things that wait: looking at all is fast enough. */
function earliest(waiting: readonly Waiting[]): number {
  let first = 0;
  for (let i = 1; i < waiting.length; i++) if (waiting[i]!.due < waiting[first]!.due) first = i;
  return first;
}
