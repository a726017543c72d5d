import type { Engine } from '../engine.ts';
import { type Condition, type Order, type SqlPiece, STRETCH, timeSql } from '../select.ts';
import type { FoundSpan } from './counts.ts';

/** A row or two of each part are wanted; the engine's own block is eight times as long. */
const SHORT_BLOCKS = 'max_block_size = 8192';

/**
 * When the first and the last of what is chosen happened. Where the condition is several, for each but the first only what lies
 * outside of what was found is looked through.
 */
export async function findSpan(
  engine: Engine,
  { sql, params, exclusive = [sql] }: Condition,
  signal: AbortSignal | undefined,
): Promise<FoundSpan | undefined> {
  let found: FoundSpan | undefined;
  for (const where of exclusive) {
    const question = endsSql({ sql: where, params }, found);
    const rows = await engine.query(question.sql, question.params, { signal });
    const [first, last, ends] = (rows[0] ?? []).map(Number);
    if (!ends || first === undefined || last === undefined) continue;
    found = { first: Math.min(first, found?.first ?? first), last: Math.max(last, found?.last ?? last) };
  }
  return found;
}

/**
 * Each end is read in the order of time, as far as its first row: where much is chosen, that is a small part of what the least and
 * the greatest of all times would cost.
 */
function endsSql({ sql, params }: SqlPiece, known: FoundSpan | undefined): SqlPiece {
  const before = known && timeSql('<', known.first, 'known_first');
  const after = known && timeSql('>', known.last, 'known_last');
  const end = (order: Order, outside: SqlPiece | undefined) =>
    `SELECT toUnixTimestamp64Micro(time) AS at FROM (SELECT time FROM events WHERE ${sql}${outside ? ` AND ${outside.sql}` : ''}
     ORDER BY ${STRETCH} ${order}, time ${order} LIMIT 1 SETTINGS ${SHORT_BLOCKS})`;
  return {
    sql: `SELECT min(at), max(at), count() FROM (${end('asc', before)} UNION ALL ${end('desc', after)})`,
    params: { ...params, ...before?.params, ...after?.params },
  };
}
