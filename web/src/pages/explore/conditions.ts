import { formatField, formatQuery } from '../../../../src/query/format-query.ts';
import { parseField } from '../../../../src/query/parse-field.ts';
import { parseQuery } from '../../../../src/query/parse-query.ts';

/** A query for one value of a field, as a person would write it. Throws where there is no such field. */
export function conditionOf(field: string, value: string): string {
  const path = parseField(field);
  return value === ''
    ? `not ${formatField(path)}: *`
    : formatQuery({ op: 'equals', field: path, value, ignoreCase: false });
}

/** A query that holds one more condition, or its opposite. What was written stays as it was written. */
export function withCondition(query: string, condition: string, exclude = false): string {
  const wanted = exclude ? negated(condition) : condition;
  const opposite = exclude ? condition : negated(condition);
  const parts = query.split(' and ').map((part) => part.trim());
  if (query.trim() === '') return wanted;
  if (parts.includes(wanted)) return query;
  // One click takes back the other.
  if (isJoinedByAnd(query) && parts.includes(opposite)) {
    return parts.map((part) => (part === opposite ? wanted : part)).join(' and ');
  }
  return `${isJoinedByOr(query) ? `(${query.trim()})` : query.trim()} and ${wanted}`;
}

function negated(condition: string): string {
  return condition.startsWith('not ') ? condition.slice(4) : `not ${condition}`;
}

/** Whether a query is one to which another condition can be joined without parentheses. */
function isJoinedByOr(query: string): boolean {
  return topOf(query) === 'or';
}

/** Whether its parts between `and` are what is joined: none of them is cut out of a text or of parentheses. */
function isJoinedByAnd(query: string): boolean {
  const parts = query.split(' and ');
  return topOf(query) !== 'or' && parts.every((part) => topOf(part) !== undefined);
}

/** How a query is joined at the top; `undefined` where it cannot be read. */
function topOf(query: string): string | undefined {
  try {
    return parseQuery(query, 0).op;
  } catch {
    return undefined;
  }
}
