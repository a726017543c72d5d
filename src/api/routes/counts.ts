import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { VerbatimError } from '../../errors.ts';
import { tableMapping } from '../../query/table-mapping.ts';
import { topValue } from '../../query/top-value.ts';
import { HistogramAnswer, HistogramQuery, MAX_BUCKETS, TopAnswer, TopQuery } from '../contract.ts';
import type { RouteOptions } from '../options.ts';
import { selectionOf } from '../selection.ts';

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
      async ({ query }) => {
        const { field, limit = 10, stages = 'last' } = query;
        const value = topValue(field, tableMapping);
        return { items: await store.top(selectionOf(query, now()), value, { limit, stages }) };
      },
    );

    app.get(
      '/histogram',
      {
        schema: {
          summary: 'Counts over time',
          description: `Buckets without events are left out; there are at most ${MAX_BUCKETS}.`,
          tags: ['questions'],
          querystring: HistogramQuery,
          response: { 200: HistogramAnswer },
        },
      },
      async ({ query }) => {
        const { by = '1h', stages = 'last' } = query;
        const options = { seconds: secondsOf(by), limit: MAX_BUCKETS, stages };
        return { buckets: await store.histogram(selectionOf(query, now()), options) };
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
  return Number(match[1]) * SECONDS[match[2] as keyof typeof SECONDS];
}
