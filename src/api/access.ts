import type { FastifyRequest } from 'fastify';
import type { Clusters } from '../access/clusters.ts';
import { bearerOf, tokenHash } from '../access/secret.ts';
import { VerbatimError } from '../errors.ts';
import { CLUSTER_NAME_PATTERN, CLUSTER_NAME_RULE } from './contract.ts';

/** Decides what a request may do, by its credential alone. Each throws UNAUTHORIZED or FORBIDDEN. */
export interface Gate {
  readonly admin: (request: FastifyRequest) => void;
  /** The cluster's own token. */
  readonly cluster: (cluster: string, request: FastifyRequest) => void;
  /** The cluster's own token, or the administrator's for any cluster; gives whose it was. */
  readonly clusterOrAdmin: (cluster: string, request: FastifyRequest) => 'cluster' | 'admin';
}

/** Whose token a request has. */
type Holder = { readonly admin: true } | { readonly admin: false; readonly cluster: string };

const CLUSTER_NAME = new RegExp(CLUSTER_NAME_PATTERN);

/**
 * A token is hashed once and looked up. Comparing the hashes may take longer the more of them is right: what that tells
 * is about the hash of a random token, from which the token does not follow.
 */
export function createGate(adminToken: string, clusters: Pick<Clusters, 'holder'>): Gate {
  const adminHash = tokenHash(adminToken);

  function holderOf(request: FastifyRequest): Holder {
    const token = bearerOf(request.headers.authorization);
    if (!token) throw new VerbatimError('UNAUTHORIZED', 'A token is needed: Authorization: Bearer TOKEN.');
    const hash = tokenHash(token);
    if (hash === adminHash) return { admin: true };
    const cluster = clusters.holder(hash);
    if (!cluster) throw new VerbatimError('UNAUTHORIZED', 'The token is not known.');
    return { admin: false, cluster: cluster.name };
  }

  function isOf(cluster: string, holder: Holder): boolean {
    return !holder.admin && holder.cluster === cluster;
  }

  return {
    admin: (request) => {
      const holder = holderOf(request);
      if (!holder.admin) throw notForThis('the administrator’s token', holder);
    },
    cluster: (cluster, request) => {
      const holder = holderOf(request);
      if (!isOf(cluster, holder)) throw notForThis('the token of this cluster', holder);
    },
    clusterOrAdmin: (cluster, request) => {
      const holder = holderOf(request);
      if (isOf(cluster, holder)) return 'cluster';
      if (!holder.admin) throw notForThis('the token of this cluster or the administrator’s', holder);
      if (!CLUSTER_NAME.test(cluster)) {
        throw new VerbatimError(
          'REQUEST_INVALID',
          `“${cluster}” cannot be the name of a cluster: ${CLUSTER_NAME_RULE}`,
        );
      }
      return 'admin';
    },
  };
}

function notForThis(needed: string, holder: Holder): VerbatimError {
  const given = holder.admin ? 'the administrator’s' : `that of the cluster ${holder.cluster}`;
  return new VerbatimError('FORBIDDEN', `This needs ${needed}; the token given is ${given}.`);
}
