import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import type { SavedSearch } from '../../access/searches.ts';
import { tell } from '../audit/audited.ts';
import { NewSearch, Search, SearchesAnswer } from '../contract.ts';
import type { RouteOptions } from '../options.ts';

const TAGS = ['searches'];
const Id = Type.Object({ id: Type.String() });

/** `/searches`: what somebody saved to ask again. Nobody sees another's. */
export function searchRoutes({ searches, holder }: RouteOptions): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/searches',
      {
        config: { permission: 'read-events', audit: { verb: 'list', resource: 'searches' } },
        schema: {
          summary: 'The searches that you saved',
          description: 'Those of the token that asks, by name.',
          tags: TAGS,
          response: { 200: SearchesAnswer },
        },
      },
      async (request) => {
        const found = searches.list(holder(request).id).map(shown);
        tell(request, { returned: found.length });
        return { searches: found };
      },
    );

    app.post(
      '/searches',
      {
        config: {
          permission: 'read-events',
          audit: { verb: 'create', resource: 'searches', changes: true, body: true },
        },
        schema: { summary: 'Save a search', tags: TAGS, body: NewSearch, response: { 201: Search } },
      },
      async (request, reply) => {
        const saved = await searches.save(holder(request).id, request.body);
        tell(request, { name: saved.id });
        return reply.code(201).send(shown(saved));
      },
    );

    app.delete(
      '/searches/:id',
      {
        config: { permission: 'read-events', audit: { verb: 'delete', resource: 'searches', changes: true } },
        schema: { summary: 'Remove a saved search', tags: TAGS, params: Id, response: { 204: Type.Null() } },
      },
      async (request, reply) => {
        await searches.remove(holder(request).id, request.params.id);
        return reply.code(204).send(null);
      },
    );
  };
}

function shown({ owner: _, ...search }: SavedSearch): Search {
  return search;
}
