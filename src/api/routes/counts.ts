import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { countedStages } from '../../query/counted-stages.ts';
import { tell } from '../audit/audited.ts';
import { clientGone } from '../client-gone.ts';
import {
  FacetsAnswer,
  FacetsQuery,
  HistogramAnswer,
  HistogramQuery,
  MAX_BUCKETS,
  TopAnswer,
  TopQuery,
  ValuesQuery,
} from '../contract.ts';
import { facetsOf } from '../counts/facets.ts';
import { histogramOf } from '../counts/histogram.ts';
import type { RouteOptions } from '../options.ts';

const COUNTED = { permission: 'read-events', audit: { verb: 'count', resource: 'events' } } as const;

/** `GET /top`, `GET /facets`, `GET /values` and `GET /histogram`. */
export function countRoutes({ eventsFor }: RouteOptions): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/top',
      {
        config: COUNTED,
        schema: {
          summary: 'The most frequent values of a field',
          tags: ['questions'],
          querystring: TopQuery,
          response: { 200: TopAnswer },
        },
      },
      async (request, reply) => {
        const { query } = request;
        const { field, limit = 10, stages = countedStages(query.query ?? '') } = query;
        const signal = clientGone(reply);
        const items = await eventsFor(request).ask(query).top(field, { limit, stages, signal });
        tell(request, { returned: items.length });
        return { items };
      },
    );

    app.get(
      '/facets',
      {
        config: COUNTED,
        schema: {
          summary: 'How many there are, and the most frequent values of several fields',
          description:
            'In one question, which costs less than one for each field, and over time if `buckets` is given. Every count is exact.',
          tags: ['questions'],
          querystring: FacetsQuery,
          response: { 200: FacetsAnswer },
        },
      },
      async (request, reply) => {
        const { query } = request;
        const answer = await facetsOf(eventsFor(request).ask(query), query, clientGone(reply));
        const { facets, histogram } = answer;
        const returned = facets.reduce((sum, { items }) => sum + items.length, histogram?.buckets.length ?? 0);
        tell(request, { returned });
        return answer;
      },
    );

    app.get(
      '/values',
      {
        config: COUNTED,
        schema: {
          summary: 'Values of a field that hold what was typed',
          description:
            'For completion: those that begin with it first, and the most frequent first. Counts are of requests, as those of /top are.',
          tags: ['questions'],
          querystring: ValuesQuery,
          response: { 200: TopAnswer },
        },
      },
      async (request, reply) => {
        const { query } = request;
        const { field, prefix, limit = 10 } = query;
        const stages = countedStages(query.query ?? '');
        const options = { limit, stages, containing: prefix, signal: clientGone(reply) };
        const items = await eventsFor(request).ask(query).top(field, options);
        tell(request, { returned: items.length });
        return { items };
      },
    );

    app.get(
      '/histogram',
      {
        config: COUNTED,
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
        const answer = await histogramOf(eventsFor(request).ask(query), query, clientGone(reply));
        tell(request, { returned: answer.buckets.length });
        return answer;
      },
    );
  };
}
