/** What came of a load: counts, bytes, and milliseconds from the first request of a batch to its acknowledgement. */
export interface LoadReport {
  readonly events: number;
  readonly batches: number;
  /** Of acknowledged bodies. */
  readonly bytes: number;
  /** Requests sent, with repeated ones. */
  readonly requests: number;
  readonly droppedBatches: number;
  readonly droppedEvents: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
  readonly latencyMs: { readonly median: number; readonly p99: number; readonly max: number };
}

/** The value below which `share` of the sorted values lie; 0 where there are none. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export interface Tally {
  events: number;
  batches: number;
  bytes: number;
  requests: number;
  droppedBatches: number;
  droppedEvents: number;
  readonly latencies: number[];
}

export function emptyTally(): Tally {
  return { events: 0, batches: 0, bytes: 0, requests: 0, droppedBatches: 0, droppedEvents: 0, latencies: [] };
}

export function reportOf({ latencies, ...counts }: Tally, seconds: number): LoadReport {
  const sorted = latencies.toSorted((a, b) => a - b);
  const latencyMs = { median: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), max: sorted.at(-1) ?? 0 };
  return { ...counts, seconds, eventsPerSecond: seconds > 0 ? Math.round(counts.events / seconds) : 0, latencyMs };
}
