import type { Directory } from '../../actors/directory.ts';
import { VerbatimError } from '../../errors.ts';
import { nameActors } from '../../query/actors/name-actors.ts';
import { cheapColumns, cheapPart } from '../../query/cheap-part.ts';
import type { Filter } from '../../query/filter.ts';
import { parseQuery } from '../../query/parse-query.ts';
import { tableMapping } from '../../query/table-mapping.ts';
import { toSql } from '../../query/to-sql.ts';
import type { CountedCondition } from '../../store/store.ts';

interface Asked {
  /** Microseconds since the epoch. */
  readonly now: number;
  readonly people: Directory;
}

/** The condition of one of several queries that are counted together, by its number. Throws QUERY_…, which names that. */
export function countedCondition(query: string, at: number, { now, people }: Asked): CountedCondition {
  const filter = numbered(at, () => nameActors(parseQuery(query, now), people));
  const { sql, params } = compiled(filter, `each${at}_`);
  const columns = cheapColumns(filter);
  if (columns) return { sql, params, columns };
  const cheap = cheapPart(filter);
  if (cheap.op === 'all') return { sql, params };
  const needed = compiled(cheap, `need${at}_`);
  return { sql, params: { ...params, ...needed.params }, atLeast: needed.sql };
}

function compiled(filter: Filter, prefix: string) {
  return toSql(filter, { mapping: tableMapping, prefix });
}

function numbered<T>(at: number, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof VerbatimError)) throw cause;
    throw new VerbatimError(cause.code, `Query ${at + 1}: ${cause.message}`, { ...cause.context, cause });
  }
}
