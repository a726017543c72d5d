/** One series of a stacked chart: a value a bucket. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
  /** A custom property of the theme, such as `--series-1`. */
  readonly colour: string;
}

/** Running sums, so that each series begins where the one before ends. The last is the total. */
export function stack(series: readonly Series[]): number[][] {
  const sums: number[][] = [];
  for (const { values } of series) {
    const below = sums.at(-1);
    sums.push(values.map((value, at) => value + (below?.[at] ?? 0)));
  }
  return sums;
}

const OUTCOMES: Readonly<Record<string, string>> = {
  allowed: '--allowed',
  denied: '--denied',
  failed: '--failed',
  unknown: '--unknown',
};
/** As many as the theme has. */
export const SERIES_COLOURS = 8;

/** The colour of a value: outcomes have theirs, others one by their place. `undefined` is all the rest. */
export function seriesColour(value: string | undefined, at: number): string {
  if (value === undefined || at >= SERIES_COLOURS) return '--series-rest';
  // Values come from events, and one may be `__proto__`.
  return (Object.hasOwn(OUTCOMES, value) ? OUTCOMES[value] : undefined) ?? `--series-${at + 1}`;
}
