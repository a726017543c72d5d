import type { Engine, Row } from '../engine.ts';
import type { Condition, SqlPiece } from '../select.ts';
import type { Count, CountedValue, FacetCounts, FacetOptions, FacetValue } from './counts.ts';
import { OVER_TIME, packed, readBuckets } from './over-time.ts';
import { valuesSql } from './top.ts';

/** The field of the row that counts everything, and of those that count over time. */
const EVERYTHING = -1;
const BUCKETS = -2;
const NO_BUCKET = `toInt64(0) AS ${OVER_TIME}`;

/**
 * Counts everything that is chosen and the most frequent values of several expressions, in one question. What has one value a
 * row is counted in one pass, and so is what is counted over time; a list, or a value that is made for each group, needs a
 * pass of its own. The parameters of the values have different names. Empty values are not counted.
 */
export async function countFacets(
  engine: Engine,
  chosen: Condition,
  values: readonly FacetValue[],
  { limit, overTime, signal }: Omit<FacetOptions, 'stages'>,
): Promise<FacetCounts> {
  const over = overTime && packed(overTime);
  const conditions = chosen.exclusive ?? [chosen.sql];
  const counted = conditions.flatMap((where) => countedSql(values, over, where)).join(' UNION ALL ');
  // What each of several conditions counted is added up.
  const [sum, groups] = conditions.length === 1 ? ['rows', ''] : ['sum(rows)', `GROUP BY field, value, ${OVER_TIME}`];
  const rows = await engine.query(
    `SELECT field, value, ${sum} AS n, ${over ? over.unpacked : '0, 0'}
     FROM (${counted}) WHERE field < 0 OR value != '' ${groups}
     ORDER BY field, ${OVER_TIME}, n DESC, value LIMIT {facet_limit:UInt32} BY field, ${OVER_TIME}`,
    Object.assign({ ...chosen.params, ...over?.params, facet_limit: limit + 1 }, ...values.map(({ params }) => params)),
    { signal },
  );
  const facets = values.map((): Count[] => []);
  const bucketRows: Row[] = [];
  let count = 0;
  for (const row of rows) {
    const [field, value, n] = row;
    if (Number(field) === EVERYTHING) count = Number(n);
    else if (Number(field) === BUCKETS) bucketRows.push(row);
    else facets[Number(field)]?.push({ value: value as string, count: Number(n) });
  }
  return {
    count,
    facets: facets.map((items) => ({ items: items.slice(0, limit), more: items.length > limit })),
    ...(overTime ? { buckets: readBuckets(bucketRows, overTime) } : {}),
  };
}

/** Questions that count everything and each value among the rows that meet a condition: columns `field`, `value`, `rows`, `over_time`. */
function countedSql(values: readonly FacetValue[], over: SqlPiece | undefined, where: string): string[] {
  const singles: Single[] = [];
  const passes: string[] = [];
  values.forEach((value, field) => {
    if ('parts' in value) passes.push(groupedSql(field, value, where));
    else if (value.isList) passes.push(listSql(field, value, where));
    else singles.push({ field, key: `facet${field}`, sql: value.sql });
  });
  return [singlesSql(singles, over, where), ...passes];
}

interface Single {
  readonly field: number;
  readonly key: string;
  readonly sql: string;
}

/**
 * Each row of a set has the value of its own key and nothing in the others, so the concatenation of the values is that value, and
 * the packed bucket is 0 but in its own. `grouping` has a bit for each key, the first one highest, which is 0 where the row was
 * grouped by it.
 */
function singlesSql(singles: readonly Single[], over: SqlPiece | undefined, where: string): string {
  const grouped = over ? [...singles, { field: BUCKETS, key: OVER_TIME, sql: over.sql }] : singles;
  if (grouped.length === 0) {
    return `SELECT toInt16(${EVERYTHING}) AS field, '' AS value, count() AS rows, ${NO_BUCKET} FROM events WHERE ${where}`;
  }
  const keys = grouped.map(({ key }) => key);
  const all = 2 ** keys.length - 1;
  const masks = keys.map((_, i) => all - 2 ** (keys.length - 1 - i));
  const fields = grouped.map(({ field }) => field);
  const texts = ["''", "''", ...singles.map(({ key }) => `toString(${key})`)];
  return `SELECT toInt16(transform(mask, [${masks.join(', ')}], [${fields.join(', ')}], ${EVERYTHING})) AS field,
                 concat(${texts.join(', ')}) AS value, rows, ${over ? OVER_TIME : NO_BUCKET} FROM (
            SELECT ${grouped.map(({ key, sql }) => `${sql} AS ${key}`).join(', ')},
                   toUInt64(grouping(${keys.join(', ')})) AS mask, count() AS rows
            FROM events WHERE ${where}
            GROUP BY GROUPING SETS (${keys.map((key) => `(${key})`).join(', ')}, ()))`;
}

function listSql(field: number, { sql }: SqlPiece, where: string): string {
  return `SELECT toInt16(${field}) AS field, toString(value) AS value, count() AS rows, ${NO_BUCKET}
          FROM (SELECT arrayJoin(${sql}) AS value FROM events WHERE ${where}) GROUP BY value`;
}

function groupedSql(field: number, value: CountedValue, where: string): string {
  return `SELECT toInt16(${field}) AS field, toString(value) AS value, sum(rows) AS rows, ${NO_BUCKET}
          FROM (${valuesSql(value, where)}) GROUP BY value`;
}
