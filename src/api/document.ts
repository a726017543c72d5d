import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import type { RouteOptions } from 'fastify';
import { type Permission, type Role, rolesThatMay } from '../access/roles.ts';
import { SESSION_COOKIE } from './access/session-cookie.ts';

const PROBLEM = {
  description: 'What went wrong.',
  content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
};

/** What `/openapi.json` says of the server as a whole. */
export function documentOptions(version: string): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Verbatim', description: 'Audit log for container platforms.', version },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: SESSION_COOKIE,
            description: `What POST /api/v1/session gives a browser; __Host-${SESSION_COOKIE} over TLS. It counts for pages of this server only.`,
          },
        },
      },
      security: [{ token: [] }, { session: [] }],
    },
    // A schema is called what the contract calls it.
    refResolver: {
      buildLocalReference: ({ $id }, _base, _fragment, i) => (typeof $id === 'string' ? $id : `schema-${i}`),
    },
  };
}

/** Says which roles may use a route: those that its permission names, administrators where it names none; and by which credential. */
export function declarePermission(route: RouteOptions): void {
  if (!route.schema || (route.schema as { hide?: boolean }).hide) return;
  const { permission = 'administer' } = route.config ?? {};
  route.schema = { ...route.schema, security: securityOf(permission) };
}

function securityOf(permission: Permission | 'public'): { token?: Role[]; session?: Role[] }[] {
  if (permission === 'public') return [];
  const roles = rolesThatMay(permission);
  return permission === 'deliver' ? [{ token: roles }] : [{ token: roles }, { session: roles }];
}

/** Every route may answer a problem. */
export function declareProblems(route: RouteOptions): void {
  if (!route.schema || (route.schema as { hide?: boolean }).hide) return;
  const declared = route.schema.response as object | undefined;
  route.schema = { ...route.schema, response: { ...declared, '4xx': PROBLEM, '5xx': PROBLEM } };
}
