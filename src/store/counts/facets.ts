import type { Engine } from '../engine.ts';
import type { SqlPiece } from '../select.ts';
import type { Count, CountedValue, CountOptions, FacetCounts, FacetValue } from './counts.ts';
import { valuesSql } from './top.ts';

/** The field of the row that counts everything. */
const EVERYTHING = -1;

/**
 * Counts everything that is chosen and the most frequent values of several expressions, in one question. What has one value a
 * row is counted in one pass; a list, or a value that is made for each group, needs one of its own. The parameters of the
 * values have different names. Empty values are not counted.
 */
export async function countFacets(
  engine: Engine,
  chosen: SqlPiece,
  values: readonly FacetValue[],
  { limit, signal }: Omit<CountOptions, 'stages'>,
): Promise<FacetCounts> {
  const singles: Single[] = [];
  const apart: string[] = [];
  values.forEach((value, field) => {
    if ('parts' in value) apart.push(countedSql(field, value, chosen));
    else if (value.isList) apart.push(listSql(field, value, chosen));
    else singles.push({ field, sql: value.sql });
  });
  const rows = await engine.query(
    `SELECT field, value, n FROM (${[singlesSql(singles, chosen), ...apart].join(' UNION ALL ')})
     WHERE field = ${EVERYTHING} OR value != ''
     ORDER BY field, n DESC, value LIMIT {facet_limit:UInt32} BY field`,
    Object.assign({ ...chosen.params, facet_limit: limit + 1 }, ...values.map(({ params }) => params)),
    { signal },
  );
  const facets = values.map((): Count[] => []);
  let count = 0;
  for (const [field, value, n] of rows) {
    if (Number(field) === EVERYTHING) count = Number(n);
    else facets[Number(field)]?.push({ value: value as string, count: Number(n) });
  }
  return { count, facets: facets.map((items) => ({ items: items.slice(0, limit), more: items.length > limit })) };
}

interface Single {
  readonly field: number;
  readonly sql: string;
}

/**
 * Each row of a set has the value of its own key and nothing in the others, so their concatenation is that value. `grouping`
 * has a bit for each key, the first one highest, which is 0 where the row was grouped by it.
 */
function singlesSql(singles: readonly Single[], chosen: SqlPiece): string {
  if (singles.length === 0) {
    return `SELECT toInt16(${EVERYTHING}) AS field, '' AS value, count() AS n FROM events WHERE ${chosen.sql}`;
  }
  const keys = singles.map(({ field }) => `facet${field}`);
  const all = 2 ** keys.length - 1;
  const masks = keys.map((_, i) => all - 2 ** (keys.length - 1 - i));
  const fields = singles.map(({ field }) => field);
  return `SELECT toInt16(transform(mask, [${masks.join(', ')}], [${fields.join(', ')}], ${EVERYTHING})) AS field,
                 concat('', ${keys.map((key) => `toString(${key})`).join(', ')}) AS value, n FROM (
            SELECT ${singles.map(({ field, sql }) => `${sql} AS facet${field}`).join(', ')},
                   toUInt64(grouping(${keys.join(', ')})) AS mask, count() AS n
            FROM events WHERE ${chosen.sql}
            GROUP BY GROUPING SETS (${keys.map((key) => `(${key})`).join(', ')}, ()))`;
}

function listSql(field: number, { sql }: SqlPiece, chosen: SqlPiece): string {
  return `SELECT toInt16(${field}) AS field, toString(value) AS value, count() AS n
          FROM (SELECT arrayJoin(${sql}) AS value FROM events WHERE ${chosen.sql}) GROUP BY value`;
}

function countedSql(field: number, value: CountedValue, chosen: SqlPiece): string {
  return `SELECT toInt16(${field}) AS field, toString(value) AS value, sum(rows) AS n
          FROM (${valuesSql(value, chosen)}) GROUP BY value`;
}
