import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { isCalled } from '../actors/list-actors.ts';
import { tell } from '../audit/audited.ts';
import { ActorsAnswer, ActorsQuery } from '../contract.ts';
import type { RouteOptions } from '../options.ts';

/** `GET /actors`: who is who. */
export function actorRoutes({ listActors }: RouteOptions): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/actors',
      {
        // Names of people, whatever cluster they act in: no scope holds them.
        config: { permission: 'read-all', audit: { verb: 'list', resource: 'actors' } },
        schema: {
          summary: 'Who acts under several names',
          description:
            'As the configuration says, and as learned from platforms that write id and name in one event. Those who act under one name only are not among them.',
          tags: ['questions'],
          querystring: ActorsQuery,
          response: { 200: ActorsAnswer },
        },
      },
      async (request) => {
        const { name, limit = 1_000 } = request.query;
        const all = await listActors();
        const actors = (name === undefined ? all : all.filter((one) => isCalled(one, name))).slice(0, limit);
        tell(request, { returned: actors.length });
        return { actors };
      },
    );
  };
}
