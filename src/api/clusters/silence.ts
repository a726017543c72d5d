/** The width of the stretches in which events are looked for, as the histogram takes it, and in milliseconds. */
export const SILENCE_STEP = '5m';
export const SILENCE_STEP_MS = 5 * 60 * 1000;

/** Three stretches without an event are no chance where nearly all others have some. */
const MIN_SILENCE_MS = 3 * SILENCE_STEP_MS;
/** The part of the stretches that have events, from which on silence means something. */
const STEADY_SHARE = 0.8;

export interface Silence {
  readonly from: number;
  readonly to: number;
}

/**
 * The longest silence between events, where they come steadily otherwise; `busy` is when the stretches with events begin, in
 * milliseconds and in order.
 */
export function longestSilence(busy: readonly number[]): Silence | undefined {
  const gaps = busy.slice(1).map((to, i) => ({ from: (busy[i] as number) + SILENCE_STEP_MS, to }));
  const longest = gaps.reduce<Silence | undefined>(
    (best, gap) => (gap.to - gap.from > (best ? best.to - best.from : 0) ? gap : best),
    undefined,
  );
  if (!longest || longest.to - longest.from < MIN_SILENCE_MS) return undefined;
  const span = (busy.at(-1) as number) - (busy[0] as number) - (longest.to - longest.from);
  return busy.length / (span / SILENCE_STEP_MS + 1) >= STEADY_SHARE ? longest : undefined;
}
