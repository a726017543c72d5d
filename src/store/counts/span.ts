import type { Engine } from '../engine.ts';
import { type Order, type SqlPiece, STRETCH } from '../select.ts';
import type { FoundSpan } from './counts.ts';

/** A row or two of each part are wanted; the engine's own block is eight times as long. */
const SHORT_BLOCKS = 'max_block_size = 8192';

/**
 * When the first and the last of what is chosen happened. Each end is read in the order of time, as far as its first row: where
 * much is chosen, that is a small part of what the least and the greatest of all times would cost.
 */
export async function findSpan(
  engine: Engine,
  { sql, params }: SqlPiece,
  signal: AbortSignal | undefined,
): Promise<FoundSpan | undefined> {
  const end = (order: Order) =>
    `SELECT toUnixTimestamp64Micro(time) AS at FROM (SELECT time FROM events WHERE ${sql}
     ORDER BY ${STRETCH} ${order}, time ${order} LIMIT 1 SETTINGS ${SHORT_BLOCKS})`;
  const rows = await engine.query(
    `SELECT min(at), max(at), count() FROM (${end('asc')} UNION ALL ${end('desc')})`,
    params,
    { signal },
  );
  const [first, last, ends] = rows[0] ?? [];
  return Number(ends ?? 0) === 0 ? undefined : { first: Number(first), last: Number(last) };
}
