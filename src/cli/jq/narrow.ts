import { formatQuery } from '../../query/format-query.ts';
import { pushDown } from '../../query/jq/push-down/push-down.ts';
import { MAX_QUERY_LENGTH } from '../../query/limits.ts';
import { parseQuery } from '../../query/parse-query.ts';
import type { Selection } from '../events.ts';
import { withQuery } from '../failure.ts';

/** jq is asked about events, and what could not be read is none. */
const READABLE = 'not quarantine: *';

/**
 * The events of a selection that jq has to see: those of its query for which the expression can give anything. `more` are
 * further conditions. Throws what is wrong with the query itself.
 */
export function narrow(selection: Selection, expression: string, more: readonly string[] = []): Selection {
  const { query } = selection;
  try {
    // Joined with others, its places would be those of another text.
    parseQuery(query, 0);
  } catch (error) {
    throw withQuery(error, query);
  }
  const conditions = [query.trim(), READABLE, ...more].filter((condition) => condition !== '');
  const pushed = askable(formatQuery(pushDown(expression)));
  const all = pushed === '' ? join(conditions) : join([...conditions, pushed]);
  return { ...selection, query: all.length <= MAX_QUERY_LENGTH ? all : join(conditions) };
}

/** jq may compare a field with what it cannot be, which no query may: then jq is left to say that there is none. */
function askable(query: string): string {
  try {
    parseQuery(query, 0);
    return query;
  } catch {
    return '';
  }
}

function join(conditions: readonly string[]): string {
  return conditions.map((condition) => `(${condition})`).join(' and ');
}
