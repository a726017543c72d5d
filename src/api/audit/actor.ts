import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../access/principal.ts';
import { OWN_NAME } from '../../event/record.ts';
import { principalOf } from '../access/gate.ts';
import type { Actor } from './own-event.ts';

/** Whose credentials have no name that a person gave: `admin.token`, and those of clusters. */
const OWN_IDS = /^(admin|cluster:.*)$/;

/** Who makes a request, as records call them: a token's own name, `verbatim:admin`, or `verbatim:cluster:prod`. */
export function actorOf(request: FastifyRequest): Actor | undefined {
  const principal = principalOf(request);
  return principal && actorOfPrincipal(principal);
}

export function actorOfPrincipal({ id, name, role }: Principal): Actor {
  return { id, name: OWN_IDS.test(id) ? `${OWN_NAME}:${id}` : name, role };
}
