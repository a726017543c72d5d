import type { Engine } from '../engine.ts';
import { fromTimeCell, recordId } from '../read-row.ts';
import { type Selection, type SqlPiece, STRETCH } from '../select.ts';
import { byValueSql, chosenSql } from './chosen.ts';
import type { CountedValue, CountOptions } from './counts.ts';

/** A value that did not occur before. `first` is RFC 3339; `id` is that of the event that brought it. */
export interface NewValue {
  readonly value: string;
  readonly first: string;
  readonly count: number;
  readonly id: string;
}

export interface FirstSeenOptions extends CountOptions {
  /** Microseconds since the epoch: what was before that does not count as seen. Without it, everything that is kept does. */
  readonly since?: number | undefined;
}

/** Values of an expression that a selection has and that did not occur before it begins, the newest first. Empty ones are none. */
export async function readFirstSeen(
  engine: Engine,
  selection: Selection,
  value: SqlPiece | CountedValue,
  { limit, stages, since, signal }: FirstSeenOptions,
): Promise<NewValue[]> {
  const { from, to: _to, ...same } = selection;
  const chosen = chosenSql(selection, stages);
  const before = chosenSql({ ...same, ...(since === undefined ? {} : { from: since }), to: from ?? 0 }, stages, 'old');
  const known =
    from === undefined ? '' : `AND text NOT IN (SELECT toString(value) FROM (${byValueSql(value, before.sql, [])}))`;
  const rows = await engine.query(
    `SELECT toString(value) AS text, min(g_first) AS first, sum(g_count), toString(toStartOfFiveMinutes(first))
     FROM (${byValueSql(value, chosen.sql, ['min(time) AS g_first', 'count() AS g_count'])})
     WHERE text != '' ${known} GROUP BY text ORDER BY first DESC, text LIMIT {new_limit:UInt32}`,
    { ...chosen.params, ...(known ? before.params : {}), ...value.params, new_limit: limit },
    { signal },
  );
  if (rows.length === 0) return [];
  const found = rows.map(([text, first, count, stretch]) => ({
    value: text as string,
    at: first as string,
    count: Number(count),
    stretch: stretch as string,
  }));
  const ids = await idsOf(engine, found, value, chosen, signal);
  return found.map(({ value: text, at, count }) => ({
    value: text,
    first: fromTimeCell(at),
    count,
    id: ids.get(text) ?? '',
  }));
}

interface Found {
  readonly value: string;
  /** As the engine writes them. */
  readonly at: string;
  readonly stretch: string;
}

/** The first record of each value: looked for where it is known to be, so that only what is shown costs anything. */
async function idsOf(
  engine: Engine,
  found: readonly Found[],
  value: SqlPiece | CountedValue,
  chosen: SqlPiece,
  signal: AbortSignal | undefined,
): Promise<Map<string, string>> {
  const there = `${STRETCH} IN {new_stretches:Array(DateTime('UTC'))} AND time IN {new_times:Array(DateTime64(6, 'UTC'))}`;
  const places = byValueSql(value, `${chosen.sql} AND ${there}`, ['min((time, journal, seq)) AS g_place']);
  const rows = await engine.query(
    `SELECT toString(value) AS text, min(g_place) AS place, place.2, place.3 FROM (${places})
     WHERE text IN {new_values:Array(String)} GROUP BY text`,
    {
      ...chosen.params,
      ...value.params,
      new_values: found.map((one) => one.value),
      new_times: [...new Set(found.map(({ at }) => at))],
      new_stretches: [...new Set(found.map(({ stretch }) => stretch))],
    },
    { signal },
  );
  return new Map(rows.map(([text, , journal, seq]) => [text as string, recordId(journal as string, Number(seq))]));
}
