import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { activeActors } from '../actors/active-actors.ts';
import { isCalled } from '../actors/list-actors.ts';
import { profileOf } from '../actors/profile.ts';
import { tell } from '../audit/audited.ts';
import { clientGone } from '../client-gone.ts';
import {
  ActiveActorsAnswer,
  ActiveActorsQuery,
  ActorProfile,
  ActorsAnswer,
  ActorsQuery,
  ProfileQuery,
} from '../contract.ts';
import type { RouteOptions } from '../options.ts';

const TAGS = ['questions'];

/** `/actors`: who is who, who acts, and what one does. */
export function actorRoutes({ listActors, eventsFor, now }: RouteOptions): FastifyPluginAsyncTypebox {
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
          tags: TAGS,
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

    app.get(
      '/actors/active',
      {
        config: { permission: 'read-events', audit: { verb: 'list', resource: 'actors' } },
        schema: {
          summary: 'Who acts, the most active first',
          description:
            'Each by one name, where several are known. Only what is within the scope of who asks is counted.',
          tags: TAGS,
          querystring: ActiveActorsQuery,
          response: { 200: ActiveActorsAnswer },
        },
      },
      async (request, reply) => {
        const answer = await activeActors(eventsFor(request), request.query, clientGone(reply));
        tell(request, { returned: answer.actors.length });
        return answer;
      },
    );

    app.get(
      '/actors/:name/profile',
      {
        config: { permission: 'read-events', audit: { verb: 'get', resource: 'actors' } },
        schema: {
          summary: 'What an actor does, and how its last day differs from the four weeks before',
          description: 'Of the events within the scope of who asks. Who never acted has a profile without events.',
          tags: TAGS,
          params: Type.Object({ name: Type.String({ description: 'What the field actor says, or an alias.' }) }),
          querystring: ProfileQuery,
          response: { 200: ActorProfile },
        },
      },
      async (request, reply) => {
        const { params, query } = request;
        return profileOf(eventsFor(request), params.name, query, { now: now(), signal: clientGone(reply) });
      },
    );
  };
}
