import type { Engine } from '../engine.ts';
import type { SqlPiece } from '../select.ts';
import type { Count, CountedValue, TopOptions } from './counts.ts';

/** The most frequent values among the rows that are chosen. Empty values are not counted. */
export async function countTop(
  engine: Engine,
  chosen: SqlPiece,
  value: SqlPiece | CountedValue,
  { limit, containing = '', signal }: Omit<TopOptions, 'stages'>,
): Promise<Count[]> {
  const rows = await engine.query(
    `SELECT toString(value) AS text, ${'parts' in value ? 'sum(rows)' : 'count()'} AS n FROM (${valuesSql(value, chosen.sql)})
     WHERE text != ''${containing ? ` AND ${CONTAINS}` : ''}
     GROUP BY value ORDER BY ${containing ? `${BEGINS} DESC, ` : ''}n DESC, value LIMIT {top_limit:UInt32}`,
    {
      ...chosen.params,
      ...value.params,
      top_limit: limit,
      ...(containing ? { top_typed: containing } : {}),
    },
    { signal },
  );
  return rows.map(([text, count]) => ({ value: text as string, count: Number(count) }));
}

const CONTAINS = 'positionCaseInsensitiveUTF8(text, {top_typed:String}) > 0';
/** What begins as somebody types is meant more often than what holds it somewhere. */
const BEGINS = '(positionCaseInsensitiveUTF8(text, {top_typed:String}) = 1)';

/** A question that gives the values, one a row, with `rows` where they are counted in parts. */
export function valuesSql(value: SqlPiece | CountedValue, where: string): string {
  if (!('parts' in value)) return `SELECT ${value.sql} AS value FROM events WHERE ${where}`;
  return value.parts.map((part) => groupedSql(part, where)).join(' UNION ALL ');
}

function groupedSql(part: CountedValue['parts'][number], where: string): string {
  return `SELECT ${part.value} AS value, count() AS rows FROM events
          WHERE ${where} AND ${part.where} GROUP BY ${part.groups.join(', ')}`;
}
