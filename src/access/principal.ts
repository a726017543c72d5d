import type { Role } from './roles.ts';

/** What a principal is held to. Where a list is missing, there is no bound; an empty one allows nothing. */
export interface Scope {
  readonly clusters?: readonly string[];
  readonly namespaces?: readonly string[];
}

/** Who makes a request, by the credential alone. */
export interface Principal {
  /** Never used for another: a token's id, `cluster:NAME`, or `admin` for `admin.token`. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly role: Role;
  readonly scope: Scope;
}

/** Who has `admin.token`. */
export const ADMINISTRATOR: Principal = { id: 'admin', name: 'admin.token', role: 'admin', scope: {} };

/** The API servers and shippers of a cluster. */
export function clusterPrincipal(name: string): Principal {
  return { id: `cluster:${name}`, name, role: 'ingest', scope: { clusters: [name] } };
}

/** Whether a scope has anything of a cluster in it. */
export function reaches({ clusters }: Scope, cluster: string): boolean {
  return clusters === undefined || clusters.includes(cluster);
}
