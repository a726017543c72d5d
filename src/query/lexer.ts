import { readBareEscape, readQuotedEscape } from './escape.ts';
import { queryError, type Span } from './query-error.ts';

export type Sign = '(' | ')' | '{' | '}' | ':' | '<' | '<=' | '>' | '>=';
export type Keyword = 'and' | 'or' | 'not';

/**
 * Text with the meaning of each unit beside it, in a string of the same length: `*` a wildcard, `.` a separator of
 * names, `~` the mark that ignores case, and a space for a literal unit. An escaped `*` is a literal one.
 */
export interface Marked {
  readonly text: string;
  readonly marks: string;
}

export type Token = Span &
  (
    | { readonly kind: 'symbol'; readonly symbol: Sign }
    | { readonly kind: 'quoted'; readonly text: string }
    | ({ readonly kind: 'word' } & Marked)
    | { readonly kind: 'keyword'; readonly keyword: Keyword }
    | { readonly kind: 'end' }
  );

const SPACE = /\s/;
const SPECIAL = '():<>"{}';

/** Cuts a query into tokens, the last of kind `end`. Throws QUERY_SYNTAX. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    if (SPACE.test(source[at] as string)) {
      at++;
      continue;
    }
    const token = readToken(source, at);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', start: source.length, end: source.length });
  return tokens;
}

function readToken(source: string, start: number): Token {
  const char = source[start] as string;
  if (char === '"') return readQuoted(source, start);
  if (!SPECIAL.includes(char)) return readWord(source, start);
  const symbol = (char === '<' || char === '>') && source[start + 1] === '=' ? `${char}=` : char;
  return { kind: 'symbol', symbol: symbol as Sign, start, end: start + symbol.length };
}

function readQuoted(source: string, start: number): Token {
  const parts: string[] = [];
  let at = start + 1;
  while (at < source.length) {
    const char = source[at] as string;
    if (char === '"') return { kind: 'quoted', text: parts.join(''), start, end: at + 1 };
    if (char === '\\') {
      const found = readQuotedEscape(source, at);
      parts.push(found.text);
      at = found.end;
    } else {
      parts.push(char);
      at++;
    }
  }
  throw queryError('QUERY_SYNTAX', { start, end: source.length }, 'this quotation mark is not closed', ['"']);
}

function readWord(source: string, start: number): Token {
  const parts: string[] = [];
  const marks: string[] = [];
  let at = start;
  while (at < source.length && !SPACE.test(source[at] as string) && !SPECIAL.includes(source[at] as string)) {
    const char = source[at] as string;
    if (char === '\\') {
      const found = readBareEscape(source, at);
      parts.push(found.text);
      marks.push(' '.repeat(found.text.length));
      at = found.end;
    } else {
      parts.push(char);
      marks.push(char === '*' || char === '.' || char === '~' ? char : ' ');
      at++;
    }
  }
  const keyword = source.slice(start, at).toLowerCase();
  if (keyword === 'and' || keyword === 'or' || keyword === 'not') {
    return { kind: 'keyword', keyword, start, end: at };
  }
  return { kind: 'word', text: parts.join(''), marks: marks.join(''), start, end: at };
}
