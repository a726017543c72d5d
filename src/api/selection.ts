import { parseQuery } from '../query/parse-query.ts';
import { tableMapping } from '../query/table-mapping.ts';
import { parseTime } from '../query/time.ts';
import { toSql } from '../query/to-sql.ts';
import type { Selection } from '../store/select.ts';

/** What every question's URL says about the events it is about. */
export interface SelectionQuery {
  readonly query?: string;
  readonly from?: string;
  readonly to?: string;
  readonly cluster?: string;
}

/** `now` is in microseconds since the epoch. Throws QUERY_… or TIME_INVALID. */
export function selectionOf({ query = '', from, to, cluster }: SelectionQuery, now: number): Selection {
  return {
    where: toSql(parseQuery(query, now), { mapping: tableMapping }),
    ...(from ? { from: parseTime(from, now) } : {}),
    ...(to ? { to: parseTime(to, now) } : {}),
    ...(cluster ? { clusters: clustersOf(cluster) } : {}),
  };
}

export function clustersOf(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
