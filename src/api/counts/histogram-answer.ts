import { VerbatimError } from '../../errors.ts';
import type { Buckets } from '../../query/buckets.ts';
import type { Bucket, SplitBucket } from '../../store/store.ts';
import { type HistogramAnswer, MAX_BUCKETS } from './contract.ts';
import type { Plan } from './plan.ts';

/** What a wider bucket is advised by. */
const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;

/** As many buckets as are asked for: if there is one more than are answered, that is seen. */
export const ASKED_BUCKETS = MAX_BUCKETS + 1;

/** The answer with these counts. Throws REQUEST_INVALID where they are too many. */
export function answerOf(plan: Plan, counts: readonly Bucket[]): HistogramAnswer {
  const { head, buckets } = plan;
  return {
    ...head,
    buckets: within(counts, plan).map(({ key, count }) => ({ time: buckets.startOf(key), count })),
  };
}

/** The same, with how many of each bucket have each value. */
export function dividedAnswerOf(plan: Plan, counts: readonly SplitBucket[]): HistogramAnswer {
  const few = within(counts, plan);
  return { ...plan.head, values: byTotal(few), buckets: few.map((bucket) => splitOf(bucket, plan.buckets)) };
}

function splitOf({ key, count, values }: SplitBucket, buckets: Buckets): HistogramAnswer['buckets'][number] {
  return {
    time: buckets.startOf(key),
    count,
    values: Object.fromEntries(values),
    others: [...values.values()].reduce((left, n) => left - n, count),
  };
}

/** The values that were found, the most frequent first. */
function byTotal(buckets: readonly SplitBucket[]): string[] {
  const totals = new Map<string, number>();
  for (const { values } of buckets) {
    for (const [value, count] of values) totals.set(value, (totals.get(value) ?? 0) + count);
  }
  return [...totals].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([value]) => value);
}

/** Leaving out some of the buckets would look as if there had been nothing. */
function within<T>(counts: readonly T[], { buckets: { seconds }, head: { by } }: Plan): readonly T[] {
  if (counts.length <= MAX_BUCKETS) return counts;
  const [unit] = Object.entries(SECONDS).find(([, width]) => width > seconds) ?? [];
  const advice = unit ? `a wider one, such as by=1${unit}` : 'a wider one';
  throw new VerbatimError(
    'REQUEST_INVALID',
    `There are more than ${MAX_BUCKETS} buckets of ${by}; ask for ${advice}, or for a shorter time.`,
  );
}
