import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { writeExact } from '../../event/exact-json.ts';
import { tell } from '../audit/audited.ts';
import { clientGone } from '../client-gone.ts';
import {
  DEFAULT_OBJECTS,
  HistoryPage,
  HistoryQuery,
  ObjectParams,
  ObjectsAnswer,
  ObjectsQuery,
  StateAnswer,
  StateQuery,
} from '../contract.ts';
import { formatCursor, parseCursor } from '../cursor.ts';
import { readHistory } from '../objects/history.ts';
import { namedObject } from '../objects/object-name.ts';
import { objectsQuery } from '../objects/search.ts';
import { readState } from '../objects/state.ts';
import type { RouteOptions } from '../options.ts';

/** A page goes back in time. */
const ORDER = 'desc';

/** `GET /objects` and what is known of one: its history and its state. */
export function objectRoutes({ eventsFor, now }: RouteOptions): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/objects',
      {
        config: { permission: 'read-events', audit: { verb: 'list', resource: 'objects' } },
        schema: {
          summary: 'Objects that were changed',
          description:
            'Those of the latest request first; with `reads`, also those that were only looked at or that report only.',
          tags: ['objects'],
          querystring: ObjectsQuery,
          response: { 200: ObjectsAnswer },
        },
      },
      async (request, reply) => {
        const { from, to, cluster, limit = DEFAULT_OBJECTS } = request.query;
        const question = {
          query: objectsQuery(request.query),
          ...(from ? { from } : {}),
          ...(to ? { to } : {}),
          ...(cluster ? { cluster } : {}),
        };
        const items = await eventsFor(request)
          .ask(question)
          .objects({ limit, signal: clientGone(reply) });
        tell(request, { returned: items.length });
        return { items };
      },
    );

    app.get(
      '/objects/:namespace/:resource/:name/history',
      {
        config: { permission: 'read-events', audit: { verb: 'get', resource: 'objects' } },
        schema: {
          summary: 'What was done to an object',
          description:
            'Who created, changed, scaled, restarted, entered or deleted it, each change field by field as far as the audit level lets know; the newest first. Also what was tried in vain, and deletions of several objects that it may have been among.',
          tags: ['objects'],
          params: ObjectParams,
          querystring: HistoryQuery,
          response: { 200: HistoryPage },
        },
      },
      async (request, reply) => {
        const { apiGroup, cursor } = request.query;
        const named = namedObject(request.params, apiGroup);
        const after = cursor ? parseCursor(cursor, ORDER) : undefined;
        const signal = clientGone(reply);
        const { items, next } = await readHistory(eventsFor(request), named, request.query, { after, signal });
        tell(request, { returned: items.length });
        reply.serializer(writeExact);
        return { items: [...items], next: next ? formatCursor(next, ORDER) : null };
      },
    );

    app.get(
      '/objects/:namespace/:resource/:name/state',
      {
        config: { permission: 'read-events', audit: { verb: 'get', resource: 'objects' } },
        schema: {
          summary: 'What an object was at a moment',
          description:
            'From the last body before that moment and what was changed since, with the event that it is known from and the changes whose content was not recorded.',
          tags: ['objects'],
          params: ObjectParams,
          querystring: StateQuery,
          response: { 200: StateAnswer },
        },
      },
      async (request, reply) => {
        const named = namedObject(request.params, request.query.apiGroup);
        const answer = await readState(eventsFor(request), named, request.query, {
          now: now(),
          signal: clientGone(reply),
        });
        tell(request, { returned: answer.items.length });
        reply.serializer(writeExact);
        return answer;
      },
    );
  };
}
