import { VerbatimError } from '../../errors.ts';
import { formatMicros } from '../../event/time.ts';
import { MAX_QUERY_LENGTH } from '../../query/limits.ts';
import { parseTime } from '../../query/time.ts';
import type { ScopedEvents } from '../access/scoped-events.ts';
import type { CountsAnswer, CountsRequest } from '../contract.ts';

/**
 * Counts by several queries, in a span and in the span of the same length before it, where it has a beginning. `now` is in
 * microseconds since the epoch. Throws QUERY_… or TIME_INVALID.
 */
export async function countEach(
  events: ScopedEvents,
  { queries, stages = 'last', ...question }: CountsRequest,
  { now, signal }: { readonly now: number; readonly signal: AbortSignal },
): Promise<CountsAnswer> {
  const length = queries.reduce((sum, { query }) => sum + query.length, 0);
  if (length > MAX_QUERY_LENGTH) {
    const detail = `All queries together may hold ${MAX_QUERY_LENGTH} characters; these hold ${length}. Ask in several requests.`;
    throw new VerbatimError('QUERY_TOO_LARGE', detail);
  }
  const before = spanBefore(question, now);
  const counts = await events.ask({ ...question, ...(before ? { from: formatMicros(before.to) } : {}) }).countEach(
    queries.map(({ query }) => query),
    { stages, signal, since: before?.from },
  );
  return {
    ...(before ? { before: { from: formatMicros(before.from), to: formatMicros(before.to) } } : {}),
    counts: queries.map(({ name }, i) => ({ name, count: 0, ...counts[i] })),
  };
}

/** In microseconds since the epoch; it ends where the span begins. */
function spanBefore({ from, to }: Pick<CountsRequest, 'from' | 'to'>, now: number) {
  if (!from) return undefined;
  const begin = parseTime(from, now);
  const length = Math.max(0, (to ? parseTime(to, now) : now) - begin);
  return { from: Math.max(0, begin - length), to: begin };
}
