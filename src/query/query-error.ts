import { VerbatimError } from '../errors.ts';

/** A stretch of the query's text, in UTF-16 units; `end` is not in it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

type QueryErrorCode = 'QUERY_SYNTAX' | 'QUERY_FIELD' | 'QUERY_VALUE' | 'QUERY_TOO_LARGE';

/** Longest part of a query that an error repeats. */
const MAX_SHOWN = 80;

export function shown(text: string): string {
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`;
}

/**
 * An error of a query. Context: `position`, `end` (UTF-16 units), `expected` (what could stand there) and, where one is
 * near, `suggestion` (the name of a field). The sentence counts positions from 1.
 */
export function queryError(
  code: QueryErrorCode,
  span: Span,
  detail: string,
  expected: readonly string[] = [],
  suggestion?: string,
): VerbatimError {
  const what = expected.length === 0 ? '' : ` Expected ${expected.join(' or ')}.`;
  const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
  return new VerbatimError(code, `At position ${span.start + 1}: ${detail}.${what}${hint}`, {
    position: span.start,
    end: span.end,
    expected,
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}
