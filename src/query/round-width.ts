/** Widths that clocks and calendars have names for, as `bucketsOf` takes them, narrowest first, in seconds. */
const WIDTHS: readonly (readonly [by: string, seconds: number])[] = [
  ...[1, 2, 5, 10, 15, 30].map((count) => [`${count}s`, count] as const),
  ...[1, 2, 5, 10, 15, 30].map((count) => [`${count}m`, count * 60] as const),
  ...[1, 2, 3, 6, 12].map((count) => [`${count}h`, count * 3_600] as const),
  ['1d', 86_400],
  ['2d', 172_800],
  ['1w', 604_800],
  // The shortest months and years: a span may hold one more of them than of the mean.
  ['1M', 28 * 86_400],
  ['3M', 90 * 86_400],
  ['1y', 365 * 86_400],
];

const MICROS_A_SECOND = 1_000_000;
const WIDEST = '10y';

/** The narrowest round width of which a span needs no more than so many buckets. The span is in microseconds. */
export function roundWidth(spanMicros: number, buckets: number): string {
  const seconds = spanMicros / MICROS_A_SECOND / buckets;
  return WIDTHS.find(([, width]) => width >= seconds)?.[0] ?? WIDEST;
}
