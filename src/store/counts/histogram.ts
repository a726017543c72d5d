import type { Engine } from '../engine.ts';
import type { SqlPiece } from '../select.ts';
import type { Bucket, CountedValue, CountOptions, SplitBucket, SplitOptions } from './counts.ts';

/** Counts by a key, an expression of type Int64, in its order; keys without rows are left out. */
export async function countBuckets(
  engine: Engine,
  chosen: SqlPiece,
  key: SqlPiece,
  { limit, signal }: Omit<CountOptions, 'stages'>,
): Promise<Bucket[]> {
  const rows = await engine.query(
    `SELECT ${key.sql} AS bucket, count() FROM events
     WHERE ${chosen.sql} GROUP BY bucket ORDER BY bucket LIMIT {bucket_limit:UInt32}`,
    { ...chosen.params, ...key.params, bucket_limit: limit },
    { signal },
  );
  return rows.map(([bucket, count]) => ({ key: Number(bucket), count: Number(count) }));
}

/** The same, and in each bucket the counts of some values; all others are one. */
export async function splitBuckets(
  engine: Engine,
  chosen: SqlPiece,
  key: SqlPiece,
  { value, among, limit, signal }: Omit<SplitOptions, 'stages'>,
): Promise<SplitBucket[]> {
  const rows = await engine.query(
    `SELECT bucket, count, counts FROM (${'parts' in value ? groupedSql(chosen, key, value) : comparedSql(chosen, key, value, among)})
     ORDER BY bucket LIMIT {bucket_limit:UInt32}`,
    { ...chosen.params, ...key.params, ...value.params, split_among: among, bucket_limit: limit },
    { signal },
  );
  return rows.map(([bucket, count, counts]) => {
    const found = (counts as unknown[]).map((n, i) => [among[i] ?? '', Number(n)] as const).filter(([, n]) => n > 0);
    return { key: Number(bucket), count: Number(count), values: new Map(found) };
  });
}

/** Comparing each row with the values takes half the time of grouping by them, and makes no groups for all the others. */
function comparedSql(chosen: SqlPiece, key: SqlPiece, { sql }: SqlPiece, among: readonly string[]): string {
  const counts = among.map((_, i) => `countIf(${sql} = {split_among:Array(String)}[${i + 1}])`);
  return `SELECT ${key.sql} AS bucket, count() AS count, CAST([${counts.join(', ')}], 'Array(UInt64)') AS counts FROM events
          WHERE ${chosen.sql} GROUP BY bucket`;
}

/** Where a value is made for each group, it is made once a bucket and group. */
function groupedSql(chosen: SqlPiece, key: SqlPiece, { parts }: CountedValue): string {
  const counted = parts.map(
    ({ where, groups, value }) =>
      `SELECT ${key.sql} AS bucket, ${value} AS value, count() AS rows FROM events
       WHERE ${chosen.sql} AND ${where} GROUP BY bucket, ${groups.join(', ')}`,
  );
  return `SELECT bucket, sum(rows) AS count, sumForEach(arrayMap(one -> if(one = value, rows, 0), {split_among:Array(String)})) AS counts
          FROM (${counted.join(' UNION ALL ')}) GROUP BY bucket`;
}
