import type { Clusters } from '../access/clusters.ts';
import type { Tail } from '../consumers/tail/tail.ts';
import type { Store } from '../store/store.ts';

/** What the routes work with. */
export interface RouteOptions {
  readonly store: Store;
  readonly clusters: Clusters;
  readonly tail: Tail;
  /** Microseconds since the epoch. */
  readonly now: () => number;
}
