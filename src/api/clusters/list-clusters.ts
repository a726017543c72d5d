import { reaches, type Scope } from '../../access/principal.ts';
import { VerbatimError } from '../../errors.ts';
import type { ClusterCount } from '../../store/clusters.ts';
import type { ScopedEvents } from '../access/scoped-events.ts';
import type { Cluster, ListedCluster } from '../contract.ts';

export interface ListClustersOptions {
  /** Those with a credential. */
  readonly known: readonly Cluster[];
  readonly scope: Scope;
  readonly events: Pick<ScopedEvents, 'ask'>;
  readonly signal: AbortSignal;
}

/** The clusters of a scope: with a credential, or with events; by name. */
export async function listClusters({ known, scope, events, signal }: ListClustersOptions): Promise<ListedCluster[]> {
  const seen = known.filter(({ name }) => reaches(scope, name)).map(({ name, createdAt }) => ({ name, createdAt }));
  return listed(seen, await events.ask({}).clusters({ signal }).catch(unlessAway));
}

/** The credentials are told also while the store is away. */
export function unlessAway(error: unknown): undefined {
  if (error instanceof VerbatimError && (error.code === 'STORE_UNAVAILABLE' || error.code === 'BUSY')) return undefined;
  throw error;
}

function listed(known: readonly Cluster[], counts: readonly ClusterCount[] | undefined): ListedCluster[] {
  if (!counts) return [...known];
  const all = new Map<string, ListedCluster>(known.map((cluster) => [cluster.name, { ...cluster, events: 0 }]));
  for (const { cluster: name, count: events, first, last } of counts) {
    all.set(name, { name, ...all.get(name), events, first, last });
  }
  return [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
