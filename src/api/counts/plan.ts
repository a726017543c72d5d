import { formatMicros } from '../../event/time.ts';
import { type Buckets, bucketsOf } from '../../query/buckets.ts';
import { roundWidth } from '../../query/round-width.ts';
import { UTC, zoneNamed } from '../../query/zone.ts';
import type { SqlPiece } from '../../store/select.ts';
import type { CountOptions } from '../../store/store.ts';
import type { Answers } from '../access/scoped-events.ts';
import { DEFAULT_AUTO_BUCKETS, type HistogramAnswer, type HistogramQuery } from './contract.ts';

/** The column of when an event happened. */
const TIME = 'time';

/** Without events there is no span to divide. */
const WIDTH_OF_NOTHING = '1h';

/** What is counted over time, before it is. */
export interface Plan {
  readonly buckets: Buckets;
  /** The bucket of an event, as the store takes it. */
  readonly key: SqlPiece;
  /** What the answer tells of the buckets. */
  readonly head: Pick<HistogramAnswer, 'by' | 'from' | 'to'>;
}

/** Chooses the buckets; with `auto`, by the time of what there is. Throws TIME_INVALID. */
export async function planOf(
  answers: Pick<Answers, 'span' | 'asked'>,
  {
    by: asked = '1h',
    buckets: most = DEFAULT_AUTO_BUCKETS,
    timezone = UTC.name,
  }: Pick<HistogramQuery, 'by' | 'buckets' | 'timezone'>,
  options: Pick<CountOptions, 'stages' | 'signal'>,
): Promise<Plan> {
  const zone = zoneNamed(timezone);
  const span = asked === 'auto' ? await wholeSpan(answers, options) : answers.asked;
  const by = asked === 'auto' ? widthOf(span, most) : asked;
  const buckets = bucketsOf(by, zone);
  return { buckets, key: buckets.sql(TIME), head: { by, ...shown(span) } };
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
