import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import type { KnownToken } from '../../access/tokens.ts';
import { tell } from '../audit/audited.ts';
import { CreatedToken, NewToken, type Token, TokensAnswer } from '../contract.ts';
import type { RouteOptions } from '../options.ts';

const Id = Type.Object({ id: Type.String() });

/** `/tokens`: who else may do what. */
export function tokenRoutes({ tokens }: RouteOptions): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/tokens',
      {
        config: { permission: 'read-all', audit: { verb: 'list', resource: 'tokens' } },
        schema: {
          summary: 'The API tokens',
          description: 'What each is for and may do; never the token itself. Those that expired are among them.',
          tags: ['tokens'],
          response: { 200: TokensAnswer },
        },
      },
      async () => ({ tokens: tokens.list().map(shown) }),
    );

    app.post(
      '/tokens',
      {
        config: {
          permission: 'administer',
          audit: { verb: 'create', resource: 'tokens', changes: true, body: true },
        },
        schema: {
          summary: 'Make an API token',
          description: 'The token is shown once. What it may do never changes.',
          tags: ['tokens'],
          body: NewToken,
          response: { 201: CreatedToken },
        },
      },
      async (request, reply) => {
        const { role, name = '', expires, ...scope } = request.body;
        const { known, token } = await tokens.create({ role, name, scope, expires });
        tell(request, { name: known.id });
        return reply
          .code(201)
          .header('cache-control', 'no-store')
          .send({ ...shown(known), token });
      },
    );

    app.delete(
      '/tokens/:id',
      {
        config: {
          permission: 'administer',
          audit: { verb: 'delete', resource: 'tokens', changes: true, disarms: true },
        },
        schema: {
          summary: 'Revoke an API token',
          description:
            'It is refused from now on; what it is reading or following ends. Done also where the disk is full.',
          tags: ['tokens'],
          params: Id,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await tokens.revoke(request.params.id);
        return reply.code(204).send(null);
      },
    );
  };
}

function shown({ id, name, role, scope, createdAt, expiresAt, lastUsedAt }: KnownToken): Token {
  return {
    id,
    name,
    role,
    ...(scope.clusters ? { clusters: [...scope.clusters] } : {}),
    ...(scope.namespaces ? { namespaces: [...scope.namespaces] } : {}),
    createdAt,
    ...(expiresAt ? { expiresAt } : {}),
    ...(lastUsedAt ? { lastUsedAt } : {}),
  };
}
