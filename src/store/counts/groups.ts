import type { Engine } from '../engine.ts';
import { fromTimeCell } from '../read-row.ts';
import type { Selection, SqlPiece } from '../select.ts';
import { byValueSql, chosenSql } from './chosen.ts';
import type { CountedValue, CountOptions } from './counts.ts';

/** Events that have a value in common. Times are those of the first and the last of them, RFC 3339. */
export interface ValueGroup {
  readonly value: string;
  readonly count: number;
  readonly denied: number;
  readonly failed: number;
  readonly first: string;
  readonly last: string;
}

const SUMS = [
  'count() AS g_count',
  "countIf(outcome = 'denied') AS g_denied",
  "countIf(outcome = 'failed') AS g_failed",
  'min(time) AS g_first',
  'max(time) AS g_last',
] as const;

/** The most frequent values of an expression, and how and when what has them was. Empty values are not counted. */
export async function readGroups(
  engine: Engine,
  selection: Selection,
  value: SqlPiece | CountedValue,
  { limit, stages, signal }: CountOptions,
): Promise<ValueGroup[]> {
  const chosen = chosenSql(selection, stages);
  const rows = await engine.query(
    `SELECT toString(value) AS text, sum(g_count) AS events, sum(g_denied), sum(g_failed), min(g_first), max(g_last)
     FROM (${byValueSql(value, chosen.sql, SUMS)})
     WHERE text != '' GROUP BY text ORDER BY events DESC, text LIMIT {group_limit:UInt32}`,
    { ...chosen.params, ...value.params, group_limit: limit },
    { signal },
  );
  return rows.map(([text, count, denied, failed, first, last]) => ({
    value: text as string,
    count: Number(count),
    denied: Number(denied),
    failed: Number(failed),
    first: fromTimeCell(first as string),
    last: fromTimeCell(last as string),
  }));
}
