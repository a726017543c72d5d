import type { FastifyRequest } from 'fastify';
import type { FailureLimit } from '../../access/failure-limit.ts';
import { type Principal, reaches } from '../../access/principal.ts';
import { may, type Permission, rolesThatMay } from '../../access/roles.ts';
import { VerbatimError } from '../../errors.ts';
import { CLUSTER_NAME_PATTERN, CLUSTER_NAME_RULE } from '../../event/cluster-name.ts';
import { OWN_NAME } from '../../event/record.ts';
import { addressKey } from './address-key.ts';
import type { Authenticator, Identified, Refusal } from './authenticator.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a request to the route is for; `public` asks for no credential. Without it, only administrators get in. */
    permission?: Permission | 'public';
  }
}

/** Decides what a request may do, by its credential alone. The only place that does. */
export interface Gate {
  /**
   * Finds who makes the request and lets it pass if its route's permission is theirs. The first hook of every request:
   * nothing of it is read before. Throws UNAUTHORIZED, SIGN_IN_LIMITED or FORBIDDEN.
   */
  readonly admit: (request: FastifyRequest) => void;
  /** Passes who delivers for this cluster, by a credential of that cluster. Throws FORBIDDEN. */
  readonly cluster: (cluster: string, request: FastifyRequest) => void;
  /** The same, or an administrator for any cluster; gives which it was. Throws FORBIDDEN or REQUEST_INVALID. */
  readonly clusterOrAdmin: (cluster: string, request: FastifyRequest) => 'cluster' | 'admin';
  /** Who makes a request that was admitted, as long as the credential holds. Throws UNAUTHORIZED when it does no longer. */
  readonly holder: (request: FastifyRequest) => Principal;
  /** The same with the credential itself. */
  readonly credential: (request: FastifyRequest) => Identified;
  /**
   * Takes the credential that a public request brings in its body, to sign in with: the request is its holder's from now on.
   * Throws as admit does, and FORBIDDEN also for who has nothing to read.
   */
  readonly signIn: (found: Identified | Refusal, request: FastifyRequest) => void;
}

/** Told of failed sign-ins, for metrics and logs. Its functions must not throw. */
export interface GateObserver {
  failed(reason: Refusal['refused']): void;
  /** An address has had too many failures; told once until it has been quiet. */
  limited(address: string): void;
}

export interface GateOptions {
  /** In this order; the first whose kind of credential the request has decides. */
  readonly authenticators: readonly Authenticator[];
  readonly failures: FailureLimit;
  readonly observer: GateObserver;
}

/** Written by the gates below and by nothing else. */
const identified = new WeakMap<FastifyRequest, Identified>();

/** Who makes a request, once the gate has let it in; `undefined` where it has not, or where the endpoint is public. */
export function principalOf(request: FastifyRequest): Principal | undefined {
  return identified.get(request)?.principal;
}

/** `admin, auditor or viewer`. */
const ROLE_LIST = new Intl.ListFormat('en-GB', { type: 'disjunction' });

const CLUSTER_NAME = new RegExp(CLUSTER_NAME_PATTERN);

export function createGate({ authenticators, failures, observer }: GateOptions): Gate {
  function identify(request: FastifyRequest): Identified {
    for (const authenticate of authenticators) {
      const found = authenticate(request);
      if (!found) continue;
      if ('refused' in found) throw refusal(found, request);
      return found;
    }
    throw new VerbatimError('UNAUTHORIZED', 'A token is needed: Authorization: Bearer TOKEN.');
  }

  /**
   * A right credential has been let in before this is asked, whatever its address did: behind one address there may be many,
   * and one API server with an old token must not cost the others their events. So the limit is not what keeps a guess from
   * being right; that there are 2^256 tokens to guess among is. The limit tells a client that something is wrong and to
   * slow down, and bounds what one address can put into logs and records.
   */
  function refusal({ refused, detail }: Refusal, request: FastifyRequest): VerbatimError {
    const address = addressKey(request.ip ?? '');
    observer.failed(refused);
    const { limited, first, retryAfterSeconds } = failures.failed(address);
    if (first) observer.limited(address);
    if (!limited) return new VerbatimError('UNAUTHORIZED', detail, { bearerError: 'invalid_token' });
    return new VerbatimError(
      'SIGN_IN_LIMITED',
      `Too many requests from this address had a credential that is not valid; try again in ${retryAfterSeconds} s, with a valid one at once. ${detail}`,
      { retryAfterSeconds },
    );
  }

  function credential(request: FastifyRequest): Identified {
    const found = identified.get(request);
    // A route that was not admitted is not let in by forgetting it.
    if (!found) throw new VerbatimError('UNAUTHORIZED', 'A token is needed: Authorization: Bearer TOKEN.');
    if (!found.holds()) {
      const detail = 'The credential has been taken away or has expired since.';
      throw new VerbatimError('UNAUTHORIZED', detail, { bearerError: 'invalid_token' });
    }
    return found;
  }

  const present = (request: FastifyRequest) => credential(request).principal;

  function isOf(cluster: string, { role, scope }: Principal): boolean {
    return role === 'ingest' && scope.clusters !== undefined && reaches(scope, cluster);
  }

  return {
    admit: (request) => {
      // Nothing is there, so there is nothing to keep from anybody.
      if (request.is404) return;
      const { permission = 'administer' } = request.routeOptions.config;
      if (permission === 'public') return;
      const found = identify(request);
      identified.set(request, found);
      const { role } = found.principal;
      if (!may(role, permission)) {
        throw forbidden(`This needs the role ${ROLE_LIST.format(rolesThatMay(permission))}`, found.principal);
      }
    },
    cluster: (cluster, request) => {
      const principal = present(request);
      refuseOwn(cluster);
      if (!isOf(cluster, principal)) throw forbidden('This needs a credential of this cluster', principal);
    },
    clusterOrAdmin: (cluster, request) => {
      const principal = present(request);
      refuseOwn(cluster);
      if (isOf(cluster, principal)) return 'cluster';
      if (principal.role !== 'admin') {
        throw forbidden('This needs a credential of this cluster or an administrator’s', principal);
      }
      if (!CLUSTER_NAME.test(cluster)) {
        throw new VerbatimError(
          'REQUEST_INVALID',
          `“${cluster}” cannot be the name of a cluster: ${CLUSTER_NAME_RULE}`,
        );
      }
      return 'admin';
    },
    holder: present,
    credential,
    signIn: (found, request) => {
      if ('refused' in found) throw refusal(found, request);
      identified.set(request, found);
      const { role } = found.principal;
      if (!may(role, 'read-events')) {
        const needed = `Nobody signs in with a credential that only delivers events: it takes the role ${ROLE_LIST.format(rolesThatMay('read-events'))}`;
        throw forbidden(needed, found.principal);
      }
    },
  };
}

/** What Verbatim records of itself comes from itself alone. */
function refuseOwn(cluster: string): void {
  if (cluster !== OWN_NAME) return;
  throw new VerbatimError(
    'FORBIDDEN',
    `Under the name ${OWN_NAME} Verbatim records what is done to itself; nobody delivers for it.`,
  );
}

function forbidden(needed: string, { role, scope }: Principal): VerbatimError {
  const given = role === 'ingest' ? `ingest of the cluster ${scope.clusters?.join(', ')}` : role;
  return new VerbatimError('FORBIDDEN', `${needed}; the one given has the role ${given}.`);
}
