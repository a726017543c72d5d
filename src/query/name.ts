import { FIELDS, type FieldPath, resolveField } from '../event/fields.ts';
import type { Marked, Token } from './lexer.ts';
import { MAX_PATH_KEYS } from './limits.ts';
import { joinOpenKeys } from './open-keys.ts';
import { queryError, type Span, shown } from './query-error.ts';
import { splitAtStars } from './stars.ts';
import { suggestField } from './suggest.ts';
import { createWildcardTest } from './wildcard.ts';

/** A field's name as it was written: the parts between its dots. A quoted part may hold dots itself. */
export interface Name extends Span {
  readonly parts: readonly NamePart[];
}

interface NamePart extends Marked {
  readonly quoted: boolean;
}

/** Puts a name together from words and quoted texts that touch each other. Throws QUERY_SYNTAX. */
export function readName(tokens: readonly Token[]): Name {
  const parts: NamePart[] = [{ text: '', marks: '', quoted: false }];
  for (const token of tokens) {
    if (token.kind === 'quoted') extend(parts, token.text, ' '.repeat(token.text.length), true);
    if (token.kind !== 'word') continue;
    let from = 0;
    for (let dot = token.marks.indexOf('.'); dot >= 0; dot = token.marks.indexOf('.', from)) {
      extend(parts, token.text.slice(from, dot), token.marks.slice(from, dot), false);
      parts.push({ text: '', marks: '', quoted: false });
      from = dot + 1;
    }
    extend(parts, token.text.slice(from), token.marks.slice(from), false);
  }
  const span = { start: tokens[0]!.start, end: tokens.at(-1)!.end };
  if (parts.some((part) => part.text === '' && !part.quoted)) {
    throw queryError('QUERY_SYNTAX', span, 'this name has an empty part', ['a name such as user.username']);
  }
  return { parts, ...span };
}

function extend(parts: NamePart[], text: string, marks: string, quoted: boolean): void {
  const last = parts.at(-1) as NamePart;
  parts[parts.length - 1] = { text: last.text + text, marks: last.marks + marks, quoted: last.quoted || quoted };
}

/** The fields that a name reaches: one, or with `*` any number but none. Throws QUERY_FIELD, QUERY_TOO_LARGE. */
export function resolveName(name: Name): FieldPath[] {
  if (name.parts.length > MAX_PATH_KEYS) {
    throw queryError('QUERY_TOO_LARGE', name, `this path has more than ${MAX_PATH_KEYS} parts`);
  }
  const found = name.parts.some(hasStar) ? resolvePattern(name.parts) : resolveParts(name.parts);
  if (found.length > 0) return found;
  const text = name.parts.map((part) => part.text).join('.');
  throw queryError('QUERY_FIELD', name, `there is no field “${shown(text)}”`, [], suggestField(text));
}

function hasStar(part: NamePart): boolean {
  return part.marks.includes('*');
}

function resolveParts(parts: readonly NamePart[]): FieldPath[] {
  const path = resolveField(parts.map((part) => part.text));
  if (!path) return [];
  const quoted = parts.slice(parts.length - path.keys.length).map((part) => part.quoted);
  return [path.field.type === 'body' ? { field: path.field, keys: joinOpenKeys(path.keys, quoted) } : path];
}

function resolvePattern(parts: readonly NamePart[]): FieldPath[] {
  const holder = parts.slice(0, -1);
  if (parts.at(-1)?.text === '*' && holder.length > 0 && !holder.some(hasStar)) {
    const whole = resolveField(holder.map((part) => part.text));
    if (whole && whole.keys.length === 0 && (whole.field.type === 'map' || whole.field.type === 'lists'))
      return [whole];
  }
  const test = createWildcardTest(
    splitAtStars({ text: parts.map((part) => part.text).join('.'), marks: parts.map((part) => part.marks).join('.') }),
  );
  return FIELDS.filter((field) => test(field.name)).map((field) => ({ field, keys: [] }));
}
