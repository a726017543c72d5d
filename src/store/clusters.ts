import type { Engine } from './engine.ts';
import { fromTimeCell } from './read-row.ts';
import { type Selection, selectionSql } from './select.ts';

/** What there is of a cluster. Times are those of the events, RFC 3339. */
export interface ClusterCount {
  readonly cluster: string;
  readonly count: number;
  readonly first: string;
  readonly last: string;
}

/** The clusters that have events, by name. */
export async function countClusters(
  engine: Engine,
  selection: Selection,
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<ClusterCount[]> {
  const { sql, params } = selectionSql(selection);
  const rows = await engine.query(
    `SELECT cluster, count(), min(time), max(time) FROM events WHERE ${sql} GROUP BY cluster ORDER BY cluster`,
    params,
    { signal },
  );
  return rows.map(([cluster, count, first, last]) => ({
    cluster: cluster as string,
    count: Number(count),
    first: fromTimeCell(first as string),
    last: fromTimeCell(last as string),
  }));
}
