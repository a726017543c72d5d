/** The traffic that every case measures: that of the load generator, unless it is told otherwise. */
export const TRAFFIC = { seed: '1', from: '2026-03-02T09:00:00Z' } as const;
