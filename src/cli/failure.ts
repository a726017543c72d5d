import { type ErrorCode, VerbatimError } from '../errors.ts';
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
