import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import type { Principal } from '../../access/principal.ts';
import { tokenHash } from '../../access/secret.ts';
import type { Sessions } from '../../access/sessions.ts';
import { VerbatimError } from '../../errors.ts';
import type { Gate } from '../access/gate.ts';
import { requestOrigin } from '../access/request-origin.ts';
import type { SessionCookie } from '../access/session-cookie.ts';
import type { TokenCredentials } from '../access/token-credentials.ts';
import { NewSession, Session } from '../contract.ts';

/** What signing in with a browser needs. */
export interface SignIn {
  readonly sessions: Sessions;
  readonly cookie: SessionCookie;
  readonly credentialOf: TokenCredentials;
  readonly now: () => Date;
}

export interface SessionRoutesOptions extends SignIn {
  readonly gate: Pick<Gate, 'signIn' | 'credential'>;
}

/** `/session`: a browser shows a token once, and a cookie then stands for it. */
export function sessionRoutes(options: SessionRoutesOptions): FastifyPluginAsyncTypebox {
  const { sessions, cookie, credentialOf, gate, now } = options;

  return async (app) => {
    app.post(
      '/session',
      {
        // Never a condition: who looks into a full disk must be able to sign in.
        config: { permission: 'public', audit: { verb: 'login', resource: 'sessions', always: true } },
        schema: {
          summary: 'Sign in with a token',
          description:
            'For browsers: the answer sets a cookie that stands for the token in requests from pages of this server. Programs send the token itself.',
          tags: ['session'],
          body: NewSession,
          response: { 200: Session },
        },
      },
      async (request, reply) => {
        // Another page must not sign a person in as somebody else.
        if (requestOrigin(request) === 'other') {
          throw new VerbatimError(
            'FORBIDDEN',
            'Only a page of this server signs in; open its address and sign in there.',
          );
        }
        const hash = tokenHash(request.body.token.trim());
        const found = credentialOf(hash);
        gate.signIn(found, request);
        const { principal, endsAt } = gate.credential(request);
        // A browser has one session; and an id that was there before signing in is never the one after it.
        const before = cookie.read(request);
        const replaced = before === undefined ? undefined : sessions.find(before);
        const { id, session } = await sessions.create(hash);
        if (replaced) await sessions.end(replaced);
        const tokenEnd = endsAt?.() ?? Number.POSITIVE_INFINITY;
        const seconds = Math.floor((Math.min(sessions.lastEndOf(session), tokenEnd) - now().getTime()) / 1000);
        reply.header('set-cookie', cookie.give(request, id, seconds));
        return shown(principal, Math.min(sessions.endOf(session), tokenEnd), reply);
      },
    );

    app.get(
      '/session',
      {
        config: { permission: 'read-events' },
        schema: {
          summary: 'Who makes the request',
          description: 'By the session or by the token that it brings.',
          tags: ['session'],
          response: { 200: Session },
        },
      },
      async (request, reply) => {
        const { principal, endsAt } = gate.credential(request);
        return shown(principal, endsAt?.(), reply);
      },
    );

    app.delete(
      '/session',
      {
        config: { permission: 'read-events', audit: { verb: 'logout', resource: 'sessions', always: true } },
        schema: {
          summary: 'Sign out',
          description: 'Ends the session that the request brings; the token goes on to hold.',
          tags: ['session'],
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { session } = gate.credential(request);
        if (session) await sessions.end(session);
        return reply.code(204).header('set-cookie', cookie.take(request)).send(null);
      },
    );
  };
}

function shown({ id, name, role, scope }: Principal, endsAt: number | undefined, reply: FastifyReply): Session {
  reply.header('cache-control', 'no-store');
  const { clusters, namespaces } = scope;
  return {
    principal: {
      id,
      name,
      role,
      scope: {
        ...(clusters ? { clusters: [...clusters] } : {}),
        ...(namespaces ? { namespaces: [...namespaces] } : {}),
      },
    },
    ...(endsAt !== undefined && Number.isFinite(endsAt) ? { expiresAt: new Date(endsAt).toISOString() } : {}),
  };
}
