import type { FastifyRequest } from 'fastify';
import type { Clusters } from '../access/clusters.ts';
import { bearerOf, matches, tokenHash } from '../access/secret.ts';
import { VerbatimError } from '../errors.ts';
import { CLUSTER_NAME_PATTERN, CLUSTER_NAME_RULE } from './contract.ts';

/** Decides what a request may do, by its credential alone. Each throws UNAUTHORIZED or FORBIDDEN. */
export interface Gate {
  readonly admin: (request: FastifyRequest) => void;
  /** The cluster's own token. */
  readonly cluster: (cluster: string, request: FastifyRequest) => void;
  /** The cluster's own token, or the administrator's for any cluster. */
  readonly clusterOrAdmin: (cluster: string, request: FastifyRequest) => void;
}

const CLUSTER_NAME = new RegExp(CLUSTER_NAME_PATTERN);

export function createGate(adminToken: string, clusters: Clusters): Gate {
  const adminHash = tokenHash(adminToken);

  function tokenOf(request: FastifyRequest): string {
    const token = bearerOf(request.headers.authorization);
    if (!token) throw new VerbatimError('UNAUTHORIZED', 'A token is needed: Authorization: Bearer TOKEN.');
    return token;
  }

  function refuse(token: string): never {
    const known = matches(token, adminHash) || clusters.list().some(({ name }) => clusters.accepts(name, token));
    if (known) throw new VerbatimError('FORBIDDEN', 'The token is not one for this.');
    throw new VerbatimError('UNAUTHORIZED', 'The token is not known.');
  }

  return {
    admin: (request) => {
      const token = tokenOf(request);
      if (!matches(token, adminHash)) refuse(token);
    },
    cluster: (cluster, request) => {
      const token = tokenOf(request);
      if (!clusters.accepts(cluster, token)) refuse(token);
    },
    clusterOrAdmin: (cluster, request) => {
      const token = tokenOf(request);
      if (clusters.accepts(cluster, token)) return;
      if (!matches(token, adminHash)) refuse(token);
      if (!CLUSTER_NAME.test(cluster)) {
        throw new VerbatimError(
          'REQUEST_INVALID',
          `“${cluster}” cannot be the name of a cluster: ${CLUSTER_NAME_RULE}`,
        );
      }
    },
  };
}
