import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { VerbatimError } from '../../errors.ts';
import { bucketsOf } from '../../query/buckets.ts';
import { UTC, zoneNamed } from '../../query/zone.ts';
import { tell } from '../audit/audited.ts';
import { clientGone } from '../client-gone.ts';
import { HistogramAnswer, HistogramQuery, MAX_BUCKETS, TopAnswer, TopQuery } from '../contract.ts';
import type { RouteOptions } from '../options.ts';

/** What a wider bucket is advised by. */
const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;

/** The column of when an event happened. */
const TIME = 'time';

/** `GET /top` and `GET /histogram`. */
export function countRoutes({ eventsFor }: RouteOptions): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/top',
      {
        config: { permission: 'read-events', audit: { verb: 'count', resource: 'events' } },
        schema: {
          summary: 'The most frequent values of a field',
          tags: ['questions'],
          querystring: TopQuery,
          response: { 200: TopAnswer },
        },
      },
      async (request, reply) => {
        const { query } = request;
        const { field, limit = 10, stages = 'last' } = query;
        const signal = clientGone(reply);
        const items = await eventsFor(request).ask(query).top(field, { limit, stages, signal });
        tell(request, { returned: items.length });
        return { items };
      },
    );

    app.get(
      '/histogram',
      {
        config: { permission: 'read-events', audit: { verb: 'count', resource: 'events' } },
        schema: {
          summary: 'Counts over time',
          description: `Buckets without events are left out. More than ${MAX_BUCKETS} are refused; then wider ones are needed.`,
          tags: ['questions'],
          querystring: HistogramQuery,
          response: { 200: HistogramAnswer },
        },
      },
      async (request, reply) => {
        const { query } = request;
        const { by = '1h', stages = 'last', timezone = UTC.name } = query;
        const buckets = bucketsOf(by, zoneNamed(timezone));
        const options = { limit: MAX_BUCKETS + 1, stages, signal: clientGone(reply) };
        const counts = await eventsFor(request).ask(query).histogram(buckets.sql(TIME), options);
        if (counts.length > MAX_BUCKETS) throw tooMany(by, buckets.seconds);
        tell(request, { returned: counts.length });
        return { buckets: counts.map(({ key, count }) => ({ time: buckets.startOf(key), count })) };
      },
    );
  };
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
