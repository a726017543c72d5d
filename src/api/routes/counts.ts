import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { VerbatimError } from '../../errors.ts';
import { tableMapping } from '../../query/table-mapping.ts';
import { topValue } from '../../query/top-value.ts';
import { clientGone } from '../client-gone.ts';
import { HistogramAnswer, HistogramQuery, MAX_BUCKETS, TopAnswer, TopQuery } from '../contract.ts';
import type { RouteOptions } from '../options.ts';
import { selectionOf } from '../selection.ts';

/** Ten years. A wider bucket tells nothing, and the store counts the seconds in 32 bits. */
const MAX_WIDTH_SECONDS = 10 * 366 * 86_400;

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;

/** `GET /top` and `GET /histogram`. */
export function countRoutes({ store, now }: RouteOptions): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/top',
      {
        schema: {
          summary: 'The most frequent values of a field',
          tags: ['questions'],
          querystring: TopQuery,
          response: { 200: TopAnswer },
        },
      },
      async ({ query }, reply) => {
        const { field, limit = 10, stages = 'last' } = query;
        const signal = clientGone(reply);
        const value = topValue(field, tableMapping);
        return { items: await store.top(selectionOf(query, now()), value, { limit, stages, signal }) };
      },
    );

    app.get(
      '/histogram',
      {
        schema: {
          summary: 'Counts over time',
          description: `Buckets without events are left out. More than ${MAX_BUCKETS} are refused; then wider ones are needed.`,
          tags: ['questions'],
          querystring: HistogramQuery,
          response: { 200: HistogramAnswer },
        },
      },
      async ({ query }, reply) => {
        const { by = '1h', stages = 'last' } = query;
        const seconds = secondsOf(by);
        const options = { seconds, limit: MAX_BUCKETS + 1, stages, signal: clientGone(reply) };
        const buckets = await store.histogram(selectionOf(query, now()), options);
        if (buckets.length > MAX_BUCKETS) throw tooMany(by, seconds);
        return { buckets };
      },
    );
  };
}

/** The width of a bucket in seconds. Throws TIME_INVALID. */
function secondsOf(by: string): number {
  const match = /^([1-9]\d{0,5})([smhdw])$/.exec(by);
  if (!match)
    throw new VerbatimError(
      'TIME_INVALID',
      `A bucket cannot be "${by}" wide; expected a number and s, m, h, d or w, as in 15m.`,
    );
  const seconds = Number(match[1]) * SECONDS[match[2] as keyof typeof SECONDS];
  if (seconds > MAX_WIDTH_SECONDS) {
    throw new VerbatimError('TIME_INVALID', `A bucket cannot be "${by}" wide; ten years are the most, as in 520w.`);
  }
  return seconds;
}

/** Leaving out some of the buckets would look as if there had been nothing. */
function tooMany(by: string, seconds: number): VerbatimError {
  const [unit] = Object.entries(SECONDS).find(([, width]) => width > seconds) ?? [];
  const advice = unit ? `a wider one, such as by=1${unit}` : 'a wider one';
  return new VerbatimError(
    'REQUEST_INVALID',
    `There are more than ${MAX_BUCKETS} buckets of ${by}; ask for ${advice}, or for a shorter time.`,
  );
}
