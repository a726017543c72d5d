import { type Cursor, countTerms, isAtField, peek, unexpected } from './cursor.ts';
import type { Filter } from './filter.ts';
import { refuseForeignWord } from './foreign.ts';
import type { Marked, Token } from './lexer.ts';
import { MAX_PHRASE_WORDS } from './limits.ts';
import { queryError } from './query-error.ts';
import { isWordUnit, wordsOf } from './words.ts';

/** Words and quoted phrases that name no field: each must stand somewhere in the event's text. */
export function parseText(cursor: Cursor): Filter {
  const of: Filter[] = [];
  for (let token = peek(cursor); isText(token) && !isAtField(cursor); token = peek(cursor)) {
    if (token.kind === 'word') refuseForeignWord(cursor, token);
    cursor.at++;
    of.push(textTerm(cursor, token));
  }
  if (of.length === 0) throw unexpected(cursor, ['a field', 'a word', '“not”', '“(”']);
  return of.length === 1 ? (of[0] as Filter) : { op: 'and', of };
}

function isText(token: Token): token is Token & { kind: 'word' | 'quoted' } {
  return token.kind === 'word' || token.kind === 'quoted';
}

function textTerm(cursor: Cursor, token: Token & { kind: 'word' | 'quoted' }): Filter {
  const marked = token.kind === 'word' ? token : { text: token.text, marks: ' '.repeat(token.text.length) };
  if (/^\*+$/.test(marked.marks)) return { op: 'all' };
  countTerms(cursor, token, 1, 1);
  const { literal, openStart, openEnd } = trimStars(marked);
  if (literal.marks.includes('*')) {
    throw queryError('QUERY_VALUE', token, 'in a search of all text a star stands at the start or the end only', [
      'a word such as deploy*',
    ]);
  }
  const words = wordsOf(literal.text);
  if (words.length === 0) throw queryError('QUERY_VALUE', token, 'there is no word in this', ['a letter or a digit']);
  if (words.length > MAX_PHRASE_WORDS) {
    throw queryError('QUERY_TOO_LARGE', token, `a phrase may hold ${MAX_PHRASE_WORDS} words`);
  }
  return {
    op: 'text',
    words,
    openStart: openStart && isWordUnit(literal.text.charCodeAt(0)),
    openEnd: openEnd && isWordUnit(literal.text.charCodeAt(literal.text.length - 1)),
    ...(words.length > 1 && /\s/.test(literal.text) ? { isSentence: true } : {}),
  };
}

function trimStars({ text, marks }: Marked): { literal: Marked; openStart: boolean; openEnd: boolean } {
  let start = 0;
  while (marks[start] === '*') start++;
  let end = marks.length;
  while (end > start && marks[end - 1] === '*') end--;
  const literal = { text: text.slice(start, end), marks: marks.slice(start, end) };
  return { literal, openStart: start > 0, openEnd: end < marks.length };
}
