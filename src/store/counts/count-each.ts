import type { Engine, Params } from '../engine.ts';
import type { Selection, SqlPiece } from '../select.ts';
import { chosenSql } from './chosen.ts';
import type { CountOptions } from './counts.ts';

/** How many rows of a selection meet a condition; `before`: of the same from an earlier time up to where the selection begins. */
export interface ConditionCount {
  readonly count: number;
  readonly before?: number;
}

/** A condition that rows are counted by. */
export interface CountedCondition extends SqlPiece {
  /** A weaker condition with the same parameters that costs less: it is looked at first. */
  readonly atLeast?: string | undefined;
  /** The condition follows from these columns, which have few values: then it is looked at once for each group of rows. */
  readonly columns?: readonly string[] | undefined;
}

export interface CountEachOptions extends Omit<CountOptions, 'limit'> {
  /** Microseconds since the epoch: from when on rows before the selection are counted. For selections that have a beginning. */
  readonly since?: number | undefined;
}

/** The rows that are counted, and which of them belong to the selection, not to the time before it. */
interface Counted {
  readonly rows: SqlPiece;
  readonly isNow: string;
  readonly hasBefore: boolean;
}

/**
 * Counts rows by each of some conditions, in their order. Those that follow from columns of few values are counted together, in
 * one pass over the rows that meet any; each of the others in a pass of its own, over the rows that may meet it: what it
 * reads is large. All their parameters must have different names.
 */
export async function countEach(
  engine: Engine,
  selection: Selection,
  conditions: readonly CountedCondition[],
  { since, stages, signal }: CountEachOptions,
): Promise<ConditionCount[]> {
  const counted = countedOf(selection, stages, since);
  const together = conditions.filter(({ columns }) => columns !== undefined);
  const apart = conditions.filter(({ columns }) => columns === undefined);
  const asked = [
    { of: together, sql: togetherSql(together, counted) },
    { of: apart, sql: apartSql(apart, counted) },
  ].filter(({ of }) => of.length > 0);
  const found = await Promise.all(
    asked.map(async ({ of, sql }) => {
      const params = Object.assign({}, counted.rows.params, ...of.map((one) => one.params)) as Params;
      const rows = await engine.query(sql, params, { signal });
      return rows.map(([at, now, before]) => [of[Number(at)], { now: Number(now), before: Number(before) }] as const);
    }),
  );
  const counts = new Map(found.flat());
  return conditions.map((one) => {
    const { now = 0, before = 0 } = counts.get(one) ?? {};
    return { count: now, ...(counted.hasBefore ? { before } : {}) };
  });
}

function countedOf(selection: Selection, stages: CountEachOptions['stages'], since: number | undefined): Counted {
  if (since === undefined || selection.from === undefined) {
    return { rows: chosenSql(selection, stages), isNow: 'true', hasBefore: false };
  }
  const { sql, params } = chosenSql({ ...selection, from: since }, stages);
  return {
    rows: { sql, params: { ...params, each_from: String(selection.from) } },
    isNow: "time >= fromUnixTimestamp64Micro({each_from:Int64}, 'UTC')",
    hasBefore: true,
  };
}

/** Rows of the number of a condition, how many meet it now, and how many before. */
function togetherSql(conditions: readonly CountedCondition[], { rows, isNow }: Counted): string {
  const columns = [...new Set(conditions.flatMap((one) => one.columns ?? []))];
  const sums = conditions.map(
    ({ sql }, i) => `(${i}, sumIf(each_rows, each_now AND (${sql})), sumIf(each_rows, NOT each_now AND (${sql})))`,
  );
  return `SELECT counts.1, counts.2, counts.3 FROM
    (SELECT arrayJoin([${sums.join(', ')}]) AS counts FROM
      (SELECT ${[...columns, `${isNow} AS each_now`].join(', ')}, count() AS each_rows FROM events
       WHERE ${rows.sql} AND (${conditions.map(({ sql }) => sql).join(' OR ')}) GROUP BY ALL))`;
}

function apartSql(conditions: readonly CountedCondition[], { rows, isNow }: Counted): string {
  return conditions
    .map(
      ({ sql, atLeast = 'true' }, i) =>
        `SELECT ${i}, countIf(${isNow}), countIf(NOT (${isNow})) FROM events WHERE ${rows.sql} AND ${atLeast} AND (${sql})`,
    )
    .join(' UNION ALL ');
}
