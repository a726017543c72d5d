import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { SENSITIVE_ACTIONS } from '../../query/sensitive-actions.ts';
import { tell } from '../audit/audited.ts';
import { clientGone } from '../client-gone.ts';
import { CountsAnswer, CountsRequest, FirstSeenAnswer, FirstSeenQuery, SensitiveActionsAnswer } from '../contract.ts';
import type { RouteOptions } from '../options.ts';
import { countEach } from '../overview/count-each.ts';
import { firstSeen } from '../overview/first-seen.ts';

const COUNTED = { permission: 'read-events', audit: { verb: 'count', resource: 'events' } } as const;
const TAGS = ['questions'];

/** `POST /counts`, `GET /first-seen` and `GET /sensitive-actions`: what an overview asks. */
export function manyCountRoutes({ eventsFor, now }: RouteOptions): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/counts',
      {
        config: { ...COUNTED, audit: { ...COUNTED.audit, body: true } },
        schema: {
          summary: 'How many events match each of some queries',
          description: 'All are counted together, in the span and in the span of the same length before it.',
          tags: TAGS,
          body: CountsRequest,
          response: { 200: CountsAnswer },
        },
      },
      async (request, reply) => {
        const { body } = request;
        const answer = await countEach(eventsFor(request), body, { now: now(), signal: clientGone(reply) });
        tell(request, { returned: answer.counts.length });
        return answer;
      },
    );

    app.get(
      '/first-seen',
      {
        config: COUNTED,
        schema: {
          summary: 'Values of a field that never occurred before',
          description:
            'Such as new actors or addresses: they occur in the span, and in no event before it, as far back as events are kept.',
          tags: TAGS,
          querystring: FirstSeenQuery,
          response: { 200: FirstSeenAnswer },
        },
      },
      async (request, reply) => {
        const answer = await firstSeen(eventsFor(request), request.query, clientGone(reply));
        tell(request, { returned: answer.items.length });
        return answer;
      },
    );

    app.get(
      '/sensitive-actions',
      {
        config: { permission: 'read-events' },
        schema: {
          summary: 'What is rarely done and worth knowing of, each as a query',
          tags: TAGS,
          response: { 200: SensitiveActionsAnswer },
        },
      },
      async () => ({ actions: SENSITIVE_ACTIONS.map((action) => ({ ...action, platforms: [...action.platforms] })) }),
    );
  };
}
