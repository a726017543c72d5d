import type { ClusterSender } from './contract.ts';

/** Who delivered for which cluster over HTTP, since the server runs. */
export interface Arrivals {
  note(cluster: string, address: string): void;
  /** The latest first. */
  of(cluster: string): ClusterSender[];
  /** When it began to be noted, in milliseconds since the epoch. */
  readonly since: number;
}

/** A cluster has a handful of API servers; behind a pool of addresses those seen longest ago are forgotten. */
const MAX_ADDRESSES = 64;
/** As many as one server may know by name. */
const MAX_CLUSTERS = 10_000;

export function createArrivals(now: () => number): Arrivals {
  const seen = new Map<string, Map<string, { deliveries: number; last: number }>>();
  return {
    since: now(),
    note: (cluster, address) => {
      const senders = seen.get(cluster) ?? new Map();
      const { deliveries } = senders.get(address) ?? { deliveries: 0 };
      // A map keeps the order in which keys were put in, so that the first is the one that is forgotten.
      senders.delete(address);
      senders.set(address, { deliveries: deliveries + 1, last: now() });
      seen.delete(cluster);
      seen.set(cluster, senders);
      forgetFirst(senders, MAX_ADDRESSES);
      forgetFirst(seen, MAX_CLUSTERS);
    },
    of: (cluster) =>
      [...(seen.get(cluster) ?? [])]
        .map(([address, { deliveries, last }]) => ({ address, deliveries, last: new Date(last).toISOString() }))
        .reverse(),
  };
}

function forgetFirst(map: Map<string, unknown>, most: number): void {
  if (map.size <= most) return;
  const [first] = map.keys();
  map.delete(first as string);
}
