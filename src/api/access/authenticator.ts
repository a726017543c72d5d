import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../access/principal.ts';

/** A credential that is valid, and whose it is. */
export interface Identified {
  readonly principal: Principal;
  /** Whether it still is: an answer may go on for days. */
  readonly holds: () => boolean;
}

/** A credential that is not valid: a reason for metrics, and a sentence for who sent it. */
export interface Refusal {
  readonly refused: 'unknown' | 'expired';
  readonly detail: string;
}

/** One kind of credential: whose that of a request is; `undefined` where the request has none of this kind. */
export type Authenticator = (request: FastifyRequest) => Identified | Refusal | undefined;
