import type { Engine, Row } from '../engine.ts';
import { type Condition, type Order, outsideSql, type SqlPiece, STRETCH } from '../select.ts';
import type { FoundSpan } from './counts.ts';

/** A row or two of each part are wanted; the engine's own block is eight times as long. */
const SHORT_BLOCKS = 'max_block_size = 8192';

/**
 * When the first and the last of what is chosen happened. Where the condition is several, for each but the first only what lies
 * outside of what was found is looked through.
 */
export async function findSpan(
  engine: Engine,
  { sql, params, apart = [sql] }: Condition,
  signal: AbortSignal | undefined,
): Promise<FoundSpan | undefined> {
  let found: FoundSpan | undefined;
  for (const where of apart) {
    const question = found ? leastAndGreatest({ sql: where, params }, found) : ends({ sql: where, params });
    const [row] = await engine.query(question.sql, question.params, { signal });
    found = around(found, readSpan(row));
  }
  return found;
}

/**
 * Each end is read in the order of time, as far as its first row: where much is chosen, that is a small part of what the least and
 * the greatest of all times would cost.
 */
function ends({ sql, params }: SqlPiece): SqlPiece {
  const end = (order: Order) =>
    `SELECT toUnixTimestamp64Micro(time) AS at FROM (SELECT time FROM events WHERE ${sql}
     ORDER BY ${STRETCH} ${order}, time ${order} LIMIT 1 SETTINGS ${SHORT_BLOCKS})`;
  return { sql: `SELECT min(at), max(at), count() FROM (${end('asc')} UNION ALL ${end('desc')})`, params };
}

function leastAndGreatest({ sql, params }: SqlPiece, { first, last }: FoundSpan): SqlPiece {
  const outside = outsideSql(first, last);
  return {
    sql: `SELECT toUnixTimestamp64Micro(min(time)), toUnixTimestamp64Micro(max(time)), count() FROM events
          WHERE ${sql} AND ${outside.sql}`,
    params: { ...params, ...outside.params },
  };
}

function readSpan([first, last, count]: Row = []): FoundSpan | undefined {
  return Number(count ?? 0) === 0 ? undefined : { first: Number(first), last: Number(last) };
}

function around(one: FoundSpan | undefined, other: FoundSpan | undefined): FoundSpan | undefined {
  if (!one || !other) return one ?? other;
  return { first: Math.min(one.first, other.first), last: Math.max(one.last, other.last) };
}
