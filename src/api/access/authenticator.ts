import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../access/principal.ts';
import type { KnownSession } from '../../access/sessions.ts';

/** A credential that is valid, and whose it is. */
export interface Identified {
  readonly principal: Principal;
  /** Whether it still is: an answer may go on for days. */
  readonly holds: () => boolean;
  /** When it ends as things are, in milliseconds since the epoch; missing where it does not of itself. */
  readonly endsAt?: () => number;
  /** The session that it was found by. */
  readonly session?: KnownSession;
}

/** Why a credential is not valid, as metrics call it. */
export const REFUSALS = ['unknown', 'expired', 'cross_origin'] as const;

/** A credential that is not valid: a reason for metrics, and a sentence for who sent it. */
export interface Refusal {
  readonly refused: (typeof REFUSALS)[number];
  readonly detail: string;
}

/** One kind of credential: whose that of a request is; `undefined` where the request has none of this kind. */
export type Authenticator = (request: FastifyRequest) => Identified | Refusal | undefined;
