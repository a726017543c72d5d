/** How much is kept. Without a bound, everything. */
export interface Limits {
  /** What was received longer ago than so many milliseconds is removed. */
  readonly timeMs?: number | undefined;
  /** The oldest is removed where more bytes are taken on the disk. */
  readonly bytes?: number | undefined;
}

/** How much the store keeps: of all clusters together, and of some by themselves. */
export interface StoreLimits extends Limits {
  /** A cluster's own time takes the place of the common one; its bytes are a bound besides the common one. */
  readonly clusters: Readonly<Record<string, Limits>>;
}

/** What a cluster's events must not be received before to be kept, microseconds since the epoch. */
export type Floors = ReadonlyMap<string, number>;

export function isLimited({ timeMs, bytes, clusters }: StoreLimits): boolean {
  return [{ timeMs, bytes }, ...Object.values(clusters)].some(
    (one) => one.timeMs !== undefined || one.bytes !== undefined,
  );
}

/** Where a cluster's time ends; `undefined` where it has no end. */
export function timeFloor(cluster: string, limits: StoreLimits, nowMicros: number): number | undefined {
  const own = Object.hasOwn(limits.clusters, cluster) ? limits.clusters[cluster] : undefined;
  const timeMs = own?.timeMs ?? limits.timeMs;
  return timeMs === undefined ? undefined : nowMicros - timeMs * 1000;
}

/** The higher floor of each cluster. */
export function highest(...all: readonly Floors[]): Map<string, number> {
  const floors = new Map<string, number>();
  for (const one of all) {
    for (const [cluster, floor] of one) floors.set(cluster, Math.max(floor, floors.get(cluster) ?? floor));
  }
  return floors;
}
