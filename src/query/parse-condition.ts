import { VerbatimError } from '../errors.ts';
import type { FieldPath } from '../event/fields.ts';
import {
  type Cursor,
  countTerms,
  isAtField,
  isComparison,
  isSymbol,
  nested,
  peek,
  takeSymbol,
  touchingRun,
  unexpected,
} from './cursor.ts';
import type { Comparison, Filter } from './filter.ts';
import { refuseConnective, refuseForeignValue, refuseUnequal } from './foreign.ts';
import { compareField, type Literal, matchField } from './literal.ts';
import { type Name, readName, resolveName } from './name.ts';
import { parseText } from './parse-text.ts';
import { readValue, takeIgnoreCase } from './parse-value.ts';
import { queryError } from './query-error.ts';

export interface Context {
  readonly cursor: Cursor;
  /** Microseconds since the epoch. */
  readonly now: number;
  /** Reads conditions joined by `and`, `or`, `not`, each by `parseLeaf`. */
  readonly parseInner: (cursor: Cursor, parseLeaf: () => Filter) => Filter;
}

/** A condition on a field or a search of all text. `prefix` is what stands before the enclosing braces. */
export function parseCondition(context: Context, prefix: readonly Name[]): Filter {
  const { cursor } = context;
  if (!isAtField(cursor)) {
    if (prefix.length > 0) throw unexpected(cursor, ['a field and a value within the braces']);
    return parseText(cursor);
  }
  refuseConnective(peek(cursor));
  const run = touchingRun(cursor);
  const name = readName(run);
  cursor.at += run.length;
  if (takeSymbol(cursor, ':')) return parseMatch(context, [...prefix, name]);
  return parseComparison(context, [...prefix, name]);
}

function parseMatch(context: Context, names: readonly Name[]): Filter {
  const { cursor, now } = context;
  const start = peek(cursor);
  if (takeSymbol(cursor, '{')) {
    const inner = nested(cursor, start, () => context.parseInner(cursor, () => parseCondition(context, names)));
    if (!takeSymbol(cursor, '}')) throw unexpected(cursor, ['“}”', '“and”', '“or”']);
    return inner;
  }
  const paths = resolveName(joinNames(names));
  const ignoresAll = takeIgnoreCase(cursor);
  const parseValue = () => {
    const ignoreCase = takeIgnoreCase(cursor) || ignoresAll;
    const literal = readValue(cursor);
    refuseForeignValue(cursor, literal.text, literal, nameText(names));
    return anyField(cursor, paths, literal, (path) => matchField(path, literal, ignoreCase, now));
  };
  if (!isSymbol(peek(cursor), '(')) return parseValue();
  return parseList(context, parseValue);
}

/** `(a or b and not c)`, nothing after the closing parenthesis. */
function parseList(context: Context, parseValue: () => Filter): Filter {
  const { cursor } = context;
  const start = peek(cursor);
  takeSymbol(cursor, '(');
  const list = nested(cursor, start, () => context.parseInner(cursor, parseValue));
  if (!takeSymbol(cursor, ')')) throw unexpected(cursor, ['“)”', '“and”', '“or”']);
  return list;
}

function parseComparison(context: Context, names: readonly Name[]): Filter {
  const { cursor, now } = context;
  const token = peek(cursor);
  const paths = resolveName(joinNames(names));
  if (token.kind !== 'symbol' || !isComparison(token)) throw unexpected(cursor, ['“:”', '“>=”']);
  refuseUnequal(cursor, nameText(names));
  cursor.at++;
  const literal = readValue(cursor);
  refuseForeignValue(cursor, literal.text, literal, nameText(names));
  const than = token.symbol as Comparison;
  return anyField(cursor, paths, literal, (path) => compareField(path, than, literal, now));
}

function nameText(names: readonly Name[]): string {
  return joinNames(names)
    .parts.map(({ text }) => text)
    .join('.');
}

function joinNames(names: readonly Name[]): Name {
  const last = names.at(-1) as Name;
  return { parts: names.flatMap((name) => name.parts), start: last.start, end: last.end };
}

/** One condition for each field; of several, those that cannot have the value are left out unless all are. */
function anyField(
  cursor: Cursor,
  paths: readonly FieldPath[],
  literal: Literal,
  build: (path: FieldPath) => Filter,
): Filter {
  countTerms(cursor, literal, paths.length);
  if (paths.length === 1) return build(paths[0] as FieldPath);
  const of = paths.flatMap((path) => attempt(() => build(path)));
  if (of.length === 0) throw queryError('QUERY_VALUE', literal, 'none of these fields can have this value');
  return of.length === 1 ? (of[0] as Filter) : { op: 'or', of };
}

function attempt(build: () => Filter): Filter[] {
  try {
    return [build()];
  } catch (error) {
    if (error instanceof VerbatimError && error.code === 'QUERY_VALUE') return [];
    throw error;
  }
}
