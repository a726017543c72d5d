import { endOfString } from './strings.ts';

/**
 * One token of a jq program. `field` is `.name`; `string` is decoded; `opaque` is a variable, a format, or a string with
 * interpolation; `unread` is where this reader stops, short of the program's end.
 */
export type Token =
  | { readonly kind: 'field' | 'name' | 'string' | 'sign'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'opaque' | 'unread' | 'end' };

const SPACE = /[ \t\r\n]*/y;
const FIELD = /\.([a-zA-Z_][a-zA-Z_0-9]*)/y;
const NUMBER = /(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y;
const OPAQUE = /\$(?:[a-zA-Z_][a-zA-Z_0-9]*::)*[a-zA-Z_][a-zA-Z_0-9]*|@[a-zA-Z0-9_]+/y;
const NAME = /(?:[a-zA-Z_][a-zA-Z_0-9]*::)*[a-zA-Z_][a-zA-Z_0-9]*/y;
const SIGN = /\?\/\/=?|\/\/=?|[!=<>+*/%|-]=|\.\.|[.()[\]{}|,:;?=<>+*/%-]/y;

/**
 * Reads the tokens of a jq program (jq 1.8, `src/lexer.l`), with an `end` after the last. It stops at a comment or a
 * mistake, which are left to jq.
 */
export function readTokens(program: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;

  function match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at;
    const found = pattern.exec(program);
    if (found) at = pattern.lastIndex;
    return found;
  }

  function next(): Token {
    if (program[at] === '"') return string();
    const field = match(FIELD);
    if (field) return { kind: 'field', text: field[1] as string };
    const number = match(NUMBER);
    if (number) return { kind: 'number', value: Number(number[0]) };
    if (match(OPAQUE)) return { kind: 'opaque' };
    const name = match(NAME);
    if (name) return { kind: 'name', text: name[0] };
    const sign = match(SIGN);
    return sign ? { kind: 'sign', text: sign[0] } : { kind: 'unread' };
  }

  function string(): Token {
    const end = endOfString(program, at);
    if (end === undefined) return { kind: 'unread' };
    const token = stringToken(program.slice(at, end));
    at = end;
    return token;
  }

  for (;;) {
    match(SPACE);
    if (at === program.length) return [...tokens, { kind: 'end' }];
    const token = next();
    tokens.push(token);
    if (token.kind === 'unread') return tokens;
  }
}

/** jq's strings are JSON's, but may hold interpolation and raw control characters. */
function stringToken(quoted: string): Token {
  try {
    return { kind: 'string', text: JSON.parse(quoted) as string };
  } catch {
    return { kind: 'opaque' };
  }
}
