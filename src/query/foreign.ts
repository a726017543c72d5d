import { resolveField } from '../event/fields.ts';
import { type Cursor, isSymbol, peek } from './cursor.ts';
import type { Token } from './lexer.ts';
import { queryError, type Span, shown } from './query-error.ts';

/*
 * What other languages write. Most of it would be words to search for, and find nothing or something else; so it is refused
 * with what stands for it here. Between quotation marks all of it is text.
 */

/** `and`, `or` and `not` of programs. */
const CONNECTIVES: Readonly<Record<string, string>> = { '&&': 'and', '||': 'or', '!': 'not' };
/** `verb=delete`, `code!=403`. */
const COMPARISON = /^([A-Za-z][\w.]*)(!=|==?)(.*)$/;
const COMPARISON_ALONE = /^(?:!=|==?)$/;
/** Words of SQL that join a column and a value; small letters are text, but for two that no sentence has there. */
const SQL_WORD = /^(?:I?LIKE|i?like|IN|IS|BETWEEN|CONTAINS|MATCHES|RLIKE|REGEXP)$/;
/** Lucene's `[400 TO 499]`; its `{400 TO 499}` are braces here. */
const RANGE = /^\[\s*(.*?)\s+TO\s+(.*?)\s*[\]]?$/s;

type Word = Token & { readonly kind: 'word' };

/** Throws QUERY_SYNTAX for a word where a search of all text would begin or go on, if it is no word to search for. */
export function refuseForeignWord(cursor: Cursor, token: Word): void {
  refuseConnective(token);
  refuseQuote(cursor, token);
  const before = cursor.tokens[cursor.at - 1];
  const after = peek(cursor, 1);
  const field = before && fieldText(before);
  if (field && COMPARISON_ALONE.test(token.text)) throw joined(token, field, token.text, textOf(after));
  if (field && SQL_WORD.test(token.text)) throw joined(token, field, token.text, textOf(after));
  const [, name = '', sign = '', value = ''] = COMPARISON.exec(token.text) ?? [];
  if (name !== '' && resolveField(name)) throw joined(token, name, sign, value || textOf(after));
}

/** Throws QUERY_SYNTAX for `&&`, `||` and `!`, alone or, the last, before a name. */
export function refuseConnective(token: Token): void {
  if (token.kind !== 'word') return;
  const sign = /^!(?!=)/.test(token.text) ? '!' : token.text;
  const word = Object.hasOwn(CONNECTIVES, sign) ? CONNECTIVES[sign] : undefined;
  if (word === undefined) return;
  const span = { start: token.start, end: token.start + sign.length };
  throw queryError('QUERY_SYNTAX', span, `“${sign}” is no word of this language`, [`“${word}”`]);
}

/** Throws QUERY_SYNTAX for a value that begins with a single quotation mark, or is a range of Lucene. */
export function refuseForeignValue(cursor: Cursor, text: string, span: Span, name: string): void {
  refuseQuote(cursor, span);
  const [, from, to] = (cursor.source[span.start] === '[' && RANGE.exec(text)) || [];
  if (from === undefined || to === undefined) return;
  const bounds = [from === '*' ? '' : `${name} >= ${from}`, to === '*' ? '' : `${name} <= ${to}`].filter(Boolean);
  throw queryError('QUERY_SYNTAX', span, 'ranges are comparisons here', [bounds.join(' and ') || `${name}: *`]);
}

/** Throws QUERY_SYNTAX for `<>`. */
export function refuseUnequal(cursor: Cursor, name: string): void {
  const [less, more] = [peek(cursor), peek(cursor, 1)];
  if (!isSymbol(less, '<') || !isSymbol(more, '>') || less.end !== more.start) return;
  throw joined({ start: less.start, end: more.end }, name, '<>', textOf(peek(cursor, 2)));
}

function refuseQuote(cursor: Cursor, { start, end }: Span): void {
  if (cursor.source[start] !== "'") return;
  const detail = 'a single quotation mark has no meaning here';
  throw queryError('QUERY_SYNTAX', { start, end }, detail, ['"…" around text', "\\' for the character itself"]);
}

function joined(span: Span, name: string, sign: string, value: string): Error {
  const not = sign === '!=' || sign === '<>' ? 'not ' : '';
  const example = `${not}${name}: ${value === '' ? 'value' : shown(value)}`;
  const detail = `a field and its value are joined by a colon, not by “${sign}”`;
  return queryError('QUERY_SYNTAX', span, detail, [example]);
}

/** The text of a token if it is the name of a field. */
function fieldText(token: Token): string | undefined {
  const text = token.kind === 'word' ? token.text : '';
  return text !== '' && resolveField(text) ? text : undefined;
}

/** A value as it would be written here. */
function textOf(token: Token): string {
  if (token.kind === 'quoted') return `"${token.text}"`;
  return token.kind === 'word' ? token.text.replace(/^'(.*)'$/, '"$1"') : '';
}
