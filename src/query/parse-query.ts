import { type Cursor, nested, peek, takeKeyword, takeSymbol, unexpected } from './cursor.ts';
import type { Filter } from './filter.ts';
import { tokenize } from './lexer.ts';
import { MAX_QUERY_LENGTH } from './limits.ts';
import { parseCondition } from './parse-condition.ts';
import { queryError } from './query-error.ts';

/**
 * Reads a query in Kibana's KQL on the fields of the event; the language is in `README.md`. An empty query matches
 * everything. `now` is the time that relative times refer to, in microseconds since the epoch.
 * Throws QUERY_SYNTAX, QUERY_FIELD, QUERY_VALUE or QUERY_TOO_LARGE, with the context of `queryError`.
 */
export function parseQuery(text: string, now: number): Filter {
  if (text.length > MAX_QUERY_LENGTH) {
    const span = { start: MAX_QUERY_LENGTH, end: text.length };
    throw queryError('QUERY_TOO_LARGE', span, `a query may hold ${MAX_QUERY_LENGTH} characters`);
  }
  const cursor: Cursor = { source: text, tokens: tokenize(text), at: 0, depth: 0, terms: 0, textTerms: 0 };
  if (peek(cursor).kind === 'end') return { op: 'all' };
  const condition = () => parseCondition({ cursor, now, parseInner: parseBoolean }, []);
  const filter = parseBoolean(cursor, condition);
  if (peek(cursor).kind !== 'end') throw unexpected(cursor, ['“and”', '“or”', 'the end']);
  return filter;
}

/** Conditions joined by `or`, `and` and `not`, in rising order of binding. */
function parseBoolean(cursor: Cursor, parseLeaf: () => Filter): Filter {
  return parseJoined(cursor, 'or', () => parseJoined(cursor, 'and', () => parseNot(cursor, parseLeaf)));
}

function parseJoined(cursor: Cursor, op: 'and' | 'or', parsePart: () => Filter): Filter {
  const first = parsePart();
  const of = [first];
  while (takeKeyword(cursor, op)) of.push(parsePart());
  return of.length === 1 ? first : { op, of };
}

function parseNot(cursor: Cursor, parseLeaf: () => Filter): Filter {
  const start = peek(cursor);
  if (takeKeyword(cursor, 'not')) {
    return { op: 'not', of: nested(cursor, start, () => parseNot(cursor, parseLeaf)) };
  }
  if (!takeSymbol(cursor, '(')) return parseLeaf();
  const inner = nested(cursor, start, () => parseBoolean(cursor, parseLeaf));
  if (!takeSymbol(cursor, ')')) throw unexpected(cursor, ['“)”', '“and”', '“or”']);
  return inner;
}
