import type { Keyword, Sign, Token } from './lexer.ts';
import { MAX_QUERY_DEPTH, MAX_QUERY_TERMS, MAX_TEXT_TERMS } from './limits.ts';
import { queryError, type Span } from './query-error.ts';

const COMPARISONS: readonly string[] = ['<', '<=', '>', '>='];

/** A place in the tokens of a query, with what has been used up of its bounds. */
export interface Cursor {
  readonly source: string;
  readonly tokens: Token[];
  at: number;
  depth: number;
  terms: number;
  textTerms: number;
}

/** The token `ahead` places on; beyond the last it is the one of kind `end`. */
export function peek(cursor: Cursor, ahead = 0): Token {
  return cursor.tokens[Math.min(cursor.at + ahead, cursor.tokens.length - 1)] as Token;
}

export function isSymbol(token: Token, symbol: Sign): boolean {
  return token.kind === 'symbol' && token.symbol === symbol;
}

export function isComparison(token: Token): boolean {
  return token.kind === 'symbol' && COMPARISONS.includes(token.symbol);
}

export function takeSymbol(cursor: Cursor, symbol: Sign): boolean {
  const found = isSymbol(peek(cursor), symbol);
  if (found) cursor.at++;
  return found;
}

export function takeKeyword(cursor: Cursor, keyword: Keyword): boolean {
  const token = peek(cursor);
  const found = token.kind === 'keyword' && token.keyword === keyword;
  if (found) cursor.at++;
  return found;
}

/** The words and quoted texts from here that touch each other. */
export function touchingRun(cursor: Cursor): readonly Token[] {
  let size = 0;
  for (;;) {
    const token = peek(cursor, size);
    if (token.kind !== 'word' && token.kind !== 'quoted') break;
    if (size > 0 && token.start !== peek(cursor, size - 1).end) break;
    size++;
  }
  return cursor.tokens.slice(cursor.at, cursor.at + size);
}

/** Whether a field's name and its operator come next. */
export function isAtField(cursor: Cursor): boolean {
  const size = touchingRun(cursor).length;
  const after = peek(cursor, size);
  return size > 0 && (isSymbol(after, ':') || isComparison(after));
}

/** Runs `inner` one level deeper. Throws QUERY_TOO_LARGE. */
export function nested<T>(cursor: Cursor, span: Span, inner: () => T): T {
  if (cursor.depth >= MAX_QUERY_DEPTH) {
    throw queryError('QUERY_TOO_LARGE', span, `this is nested more than ${MAX_QUERY_DEPTH} levels deep`);
  }
  cursor.depth++;
  const result = inner();
  cursor.depth--;
  return result;
}

/** Counts conditions. Throws QUERY_TOO_LARGE. */
export function countTerms(cursor: Cursor, span: Span, terms: number, textTerms = 0): void {
  cursor.terms += terms;
  cursor.textTerms += textTerms;
  if (cursor.terms > MAX_QUERY_TERMS) {
    throw queryError('QUERY_TOO_LARGE', span, `a query may hold ${MAX_QUERY_TERMS} conditions`);
  }
  if (cursor.textTerms > MAX_TEXT_TERMS) {
    throw queryError('QUERY_TOO_LARGE', span, `a query may hold ${MAX_TEXT_TERMS} searches of all text`);
  }
}

/** The error for a token that cannot stand here. */
export function unexpected(cursor: Cursor, expected: readonly string[]): Error {
  const token = peek(cursor);
  const what =
    token.kind === 'end' ? 'the query ends here' : `“${cursor.source.slice(token.start, token.end)}” cannot stand here`;
  return queryError('QUERY_SYNTAX', token, what, expected);
}
