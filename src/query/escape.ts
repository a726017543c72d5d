import { queryError } from './query-error.ts';

interface Escape {
  readonly text: string;
  /** Where reading goes on. */
  readonly end: number;
}

const WHITESPACE: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n' };
const MEANINGFUL = '\\():<>"\'*{}~.';
const KEYWORD = /^(?:and|or|not)(?![0-9a-z])/i;
const HEX = /^[0-9a-fA-F]{4}$/;

/** Reads the escape whose backslash is at `start`, between quotation marks. Other backslashes stand for themselves. */
export function readQuotedEscape(source: string, start: number): Escape {
  const char = source[start + 1] ?? '';
  if (char === '"' || char === '\\') return { text: char, end: start + 2 };
  return readCharacter(source, start) ?? { text: '\\', end: start + 1 };
}

/**
 * Reads the escape whose backslash is at `start`, outside quotation marks: a character with a meaning of its own, one of
 * the words `and`, `or`, `not`, or as between quotation marks. Throws QUERY_SYNTAX.
 */
export function readBareEscape(source: string, start: number): Escape {
  const char = source[start + 1] ?? '';
  if (char !== '' && MEANINGFUL.includes(char)) return { text: char, end: start + 2 };
  const keyword = KEYWORD.exec(source.slice(start + 1, start + 5));
  if (keyword) return { text: keyword[0], end: start + 1 + keyword[0].length };
  const found = readCharacter(source, start);
  if (found) return found;
  const span = { start, end: Math.min(start + 2, source.length) };
  throw queryError('QUERY_SYNTAX', span, 'this backslash escapes nothing', ['\\\\ for a backslash']);
}

/** `\t`, `\r`, `\n` or `\u00e9`. */
function readCharacter(source: string, start: number): Escape | undefined {
  const char = source[start + 1] ?? '';
  const space = WHITESPACE[char];
  if (space !== undefined) return { text: space, end: start + 2 };
  const hex = source.slice(start + 2, start + 6);
  if (char !== 'u' || !HEX.test(hex)) return undefined;
  return { text: String.fromCharCode(Number.parseInt(hex, 16)), end: start + 6 };
}

/** Text as it stands between quotation marks. Lone surrogates and control characters are written as `\uXXXX`. */
export function quote(text: string): string {
  const body = text.replace(/["\\]/g, '\\$&').replace(/\p{Cc}|\p{Cs}/gu, hexEscape);
  return `"${body}"`;
}

/** Text as it stands in an unquoted value: every character that could mean something is escaped. */
export function escapeBare(text: string): string {
  return text.replace(/[\\():<>"'*{}~.]/g, '\\$&').replace(/[\s\p{Cc}\p{Cs}]/gu, hexEscape);
}

function hexEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
