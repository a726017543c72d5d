import { type Cursor, isAtField, isSymbol, peek, unexpected } from './cursor.ts';
import { refuseConnective } from './foreign.ts';
import type { Token } from './lexer.ts';
import type { Literal } from './literal.ts';

const EXPECTED = ['a value', '“(”'];

/** Takes the `~` that ignores case: a token of its own, or the first character of the value. */
export function takeIgnoreCase(cursor: Cursor): boolean {
  const token = peek(cursor);
  if (token.kind !== 'word' || token.marks[0] !== '~') return false;
  if (token.text === '~') cursor.at++;
  else
    cursor.tokens[cursor.at] = {
      ...token,
      text: token.text.slice(1),
      marks: token.marks.slice(1),
      start: token.start + 1,
    };
  return true;
}

/** Reads a value: a quoted text, or words up to the next keyword or symbol, which are one text. Throws QUERY_SYNTAX. */
export function readValue(cursor: Cursor): Literal {
  const token = peek(cursor);
  if (token.kind === 'quoted') {
    cursor.at++;
    return { text: token.text, marks: ' '.repeat(token.text.length), start: token.start, end: token.end };
  }
  const texts: string[] = [];
  const marks: string[] = [];
  let end = token.start;
  for (let next = peek(cursor); continuesValue(cursor, next, texts.length === 0, end); next = peek(cursor)) {
    refuseConnective(next);
    const space = cursor.source.slice(end, next.start);
    texts.push(space, next.kind === 'word' ? next.text : ':');
    marks.push(' '.repeat(space.length), next.kind === 'word' ? next.marks : ' ');
    end = next.end;
    cursor.at++;
  }
  if (texts.length === 0) throw unexpected(cursor, EXPECTED);
  return { text: texts.join(''), marks: marks.join(''), start: token.start, end };
}

/**
 * A colon between characters belongs to the value, so that `system:admin` and `fd00::1` need no escaping; elsewhere it
 * would follow a field's name.
 */
function continuesValue(cursor: Cursor, next: Token, isFirst: boolean, end: number): boolean {
  const touches = next.start === end;
  if (next.kind === 'word') return touches || !isAtField(cursor);
  if (!isSymbol(next, ':') || !touches) return false;
  const after = peek(cursor, 1);
  if (after.start === next.end && (after.kind === 'word' || isSymbol(after, ':'))) return true;
  return !isFirst && isSymbol(cursor.tokens[cursor.at - 1] as Token, ':');
}
