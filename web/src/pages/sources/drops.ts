import type { SourcesAnswer } from '../../../../src/api/contract.ts';

export interface Drop {
  readonly reason: string;
  readonly count: number;
  /** Whose, the most first. */
  readonly by: readonly { readonly name: string; readonly count: number }[];
}

/** What was not kept, or not whole, of all clusters, by reason; the most first. Quarantined ones are among them. */
export function dropsOf(clusters: SourcesAnswer['clusters']): Drop[] {
  const found = new Map<string, { readonly name: string; readonly count: number }[]>();
  for (const { name, flow } of clusters) {
    for (const { reason, count } of flow ? [...flow.dropped, { reason: 'quarantined', count: flow.quarantined }] : []) {
      if (count > 0) found.set(reason, [...(found.get(reason) ?? []), { name, count }]);
    }
  }
  return [...found]
    .map(([reason, by]) => ({
      reason,
      count: by.reduce((sum, one) => sum + one.count, 0),
      by: by.sort((a, b) => b.count - a.count),
    }))
    .sort((a, b) => b.count - a.count);
}
