import { VerbatimError } from '../../errors.ts';
import { formatMicros } from '../../event/time.ts';
import { type Buckets, bucketsOf } from '../../query/buckets.ts';
import { countedStages } from '../../query/counted-stages.ts';
import { roundWidth } from '../../query/round-width.ts';
import { UTC, zoneNamed } from '../../query/zone.ts';
import type { CountOptions, SplitBucket } from '../../store/store.ts';
import type { Answers } from '../access/scoped-events.ts';
import {
  DEFAULT_AUTO_BUCKETS,
  DEFAULT_SPLIT,
  type HistogramAnswer,
  type HistogramQuery,
  MAX_BUCKETS,
} from './contract.ts';

/** What a wider bucket is advised by. */
const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;

/** The column of when an event happened. */
const TIME = 'time';

/** Without events there is no span to divide. */
const WIDTH_OF_NOTHING = '1h';

/** Counts over time. Throws TIME_INVALID, QUERY_FIELD, or REQUEST_INVALID where there are too many buckets. */
export async function histogramOf(
  answers: Pick<Answers, 'histogram' | 'split' | 'span' | 'asked'>,
  { by: asked = '1h', buckets: most = DEFAULT_AUTO_BUCKETS, timezone = UTC.name, ...rest }: HistogramQuery,
  signal: AbortSignal,
): Promise<HistogramAnswer> {
  const zone = zoneNamed(timezone);
  const stages = rest.stages ?? countedStages(rest.query ?? '');
  const span = asked === 'auto' ? await wholeSpan(answers, { stages, signal }) : answers.asked;
  const by = asked === 'auto' ? widthOf(span, most) : asked;
  const buckets = bucketsOf(by, zone);
  const head = { by, ...shown(span) };
  const options = { limit: MAX_BUCKETS + 1, stages, signal };
  const key = buckets.sql(TIME);
  if (rest.split === undefined) {
    const counts = within(await answers.histogram(key, options), buckets, by);
    return { ...head, buckets: counts.map(({ key, count }) => ({ time: buckets.startOf(key), count })) };
  }
  const { top = DEFAULT_SPLIT, split } = rest;
  const counts = within(await answers.split(key, split, { ...options, top }), buckets, by);
  return { ...head, values: byTotal(counts), buckets: counts.map((bucket) => splitOf(bucket, buckets)) };
}

interface Span {
  readonly from?: number;
  readonly to?: number;
}

/** What was asked for; where that has no end, as far as there are events. */
async function wholeSpan(
  { asked, span }: Pick<Answers, 'asked' | 'span'>,
  options: Pick<CountOptions, 'stages' | 'signal'>,
): Promise<Span> {
  if (asked.from !== undefined && asked.to !== undefined) return asked;
  const found = await span(options);
  return found ? { from: found.first, to: found.last + 1, ...asked } : asked;
}

function widthOf({ from, to }: Span, most: number): string {
  return from === undefined || to === undefined ? WIDTH_OF_NOTHING : roundWidth(to - from, most);
}

function shown({ from, to }: Span): Pick<HistogramAnswer, 'from' | 'to'> {
  return {
    ...(from === undefined ? {} : { from: formatMicros(from) }),
    ...(to === undefined ? {} : { to: formatMicros(to) }),
  };
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
function within<T>(counts: readonly T[], { seconds }: Buckets, by: string): readonly T[] {
  if (counts.length <= MAX_BUCKETS) return counts;
  const [unit] = Object.entries(SECONDS).find(([, width]) => width > seconds) ?? [];
  const advice = unit ? `a wider one, such as by=1${unit}` : 'a wider one';
  throw new VerbatimError(
    'REQUEST_INVALID',
    `There are more than ${MAX_BUCKETS} buckets of ${by}; ask for ${advice}, or for a shorter time.`,
  );
}
