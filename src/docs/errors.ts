import { problemType } from '../api/problem.ts';
import { ERRORS, type ErrorCode } from '../errors.ts';
import { code, generatedBy, page, table } from './markdown.ts';

/** `docs/reference/errors.md`: every code that Verbatim answers with. */
export function errorsPage(): string {
  const rows = Object.entries(ERRORS).map(([name, { status, title }]) => [
    code(name),
    String(status),
    title,
    code(problemType(name as ErrorCode)),
  ]);
  return page([
    generatedBy('src/errors.ts'),
    '# Errors',
    'The API answers errors as `application/problem+json` (RFC 9457). `code` is stable; `title` says what the code means and `detail` what happened this time. Errors of a query also carry `position` and `end`, in UTF-16 code units of the query, and where it helps `expected` and `suggestion`. A 429 and a 503 carry `Retry-After`.',
    'The command line prints the detail and ends with exit code 2 where the call or the query is wrong, else with 1.',
    table(['code', 'HTTP status', 'meaning', 'type'], rows),
  ]);
}
