import { readTokens, type Token } from './tokens.ts';

/** Raised where a program is not of the part that is read here. */
export const UNREAD = new Error('left to jq');

/** Steps through the tokens of a program. */
export interface TokenReader {
  readonly size: number;
  peek(): Token;
  next(): Token;
  isSign(text: string): boolean;
  /** Whether the next token is a sign of the set; `undefined`, or which. */
  signOf(set: ReadonlySet<string>): string | undefined;
  /** Takes the sign or word if it is next. */
  accept(text: string): boolean;
  expect(text: string): void;
}

export function createTokenReader(program: string): TokenReader {
  const tokens = readTokens(program);
  let at = 0;

  /** `end` and `unread` stay. */
  function next(): Token {
    const token = peek();
    if (at < tokens.length - 1) at++;
    return token;
  }

  function peek(): Token {
    return tokens[at] as Token;
  }

  function signOf(set: ReadonlySet<string>): string | undefined {
    const token = peek();
    return token.kind === 'sign' && set.has(token.text) ? token.text : undefined;
  }

  function isSign(text: string): boolean {
    const token = peek();
    return token.kind === 'sign' && token.text === text;
  }

  function accept(text: string): boolean {
    const token = peek();
    if ((token.kind !== 'sign' && token.kind !== 'name') || token.text !== text) return false;
    at++;
    return true;
  }

  function expect(text: string): void {
    if (!accept(text)) throw UNREAD;
  }

  return { size: tokens.length, peek, next, isSign, signOf, accept, expect };
}
