import { type ErrorCode, VerbatimError } from '../errors.ts';
import { queryExcerpt } from './query-excerpt.ts';
import { visible } from './render/visible.ts';

export const DONE = 0;
export const FAILED = 1;
export const WRONG_USAGE = 2;

/** What the caller wrote wrongly: trying again does not help. */
const USAGE_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'USAGE',
  'REQUEST_INVALID',
  'QUERY_SYNTAX',
  'QUERY_FIELD',
  'QUERY_VALUE',
  'QUERY_TOO_LARGE',
  'TIME_INVALID',
  'JQ_INVALID',
]);

export function exitCodeOf(error: unknown): number {
  return error instanceof VerbatimError && USAGE_CODES.has(error.code) ? WRONG_USAGE : FAILED;
}

/**
 * What went wrong, for a person, in lines without a line end at the end. An error of a query shows where in the query.
 * Texts may come from a server or a file, so they are made safe to show.
 */
export function explain(error: unknown): string {
  if (!(error instanceof VerbatimError)) return `verbatim: ${reasonOf(error)}`;
  const lines = [`verbatim: ${reasonOf(error)}`];
  const { query, position, end, suggestion } = error.context;
  if (typeof query === 'string' && query !== '' && typeof position === 'number') {
    lines.push(...queryExcerpt(query, position, typeof end === 'number' ? end : position + 1));
  }
  if (typeof suggestion === 'string' && suggestion && !error.message.includes(suggestion)) {
    lines.push(`Did you mean ${visible(suggestion)}?`);
  }
  return lines.join('\n');
}

/** Why something failed, safe to show; further lines are indented, so that no text can pass for a message of its own. */
export function reasonOf(error: unknown): string {
  return messageOf(error).split('\n').map(visible).join('\n  ');
}

/** The same as part of a longer sentence. */
export function clauseOf(error: unknown): string {
  return reasonOf(error).replace(/\.$/, '');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}

/** The same error, knowing the query that it is about; other errors stay as they are. */
export function withQuery(error: unknown, query: string): unknown {
  if (!(error instanceof VerbatimError) || !error.code.startsWith('QUERY_') || 'query' in error.context) return error;
  return new VerbatimError(error.code, error.message, { ...error.context, query, cause: error });
}
