import type { FieldPath } from '../event/fields.ts';
import { formatMicros } from '../event/time.ts';
import { checkClosedPattern, checkClosedText } from './closed.ts';
import type { Comparison, Filter } from './filter.ts';
import type { Marked } from './lexer.ts';
import { MAX_WILDCARDS } from './limits.ts';
import { parseNetwork } from './network.ts';
import { queryError, type Span, shown } from './query-error.ts';
import { splitAtStars } from './stars.ts';
import { readTimeSpan, TIME_FORMS, type TimeSpan } from './time.ts';

/** A value as it was written; only an unquoted one has marks. */
export type Literal = Marked & Span;

const INTEGER = /^-?\d{1,10}$/;
const INTEGER_PATTERN = /^-?\d*$/;
const MAX_INT32 = 2_147_483_647;
/** What can only be meant as a network; whether it is one is checked after. */
const NETWORK_FORM = /^[0-9a-fA-F.:]+\/\d+$/;

/** `field: value`. `now` is in microseconds. Throws QUERY_VALUE. */
export function matchField(field: FieldPath, literal: Literal, ignoreCase: boolean, now: number): Filter {
  const pattern = splitAtStars(literal);
  if (pattern.length > 1) return matchPattern(field, literal, pattern, ignoreCase);
  switch (field.field.type) {
    case 'integer':
      return { op: 'equals', field, value: integer(field, literal), ignoreCase: false };
    case 'time':
      return matchTime(field, timeSpan(field, literal, now));
    case 'ips':
      if (NETWORK_FORM.test(literal.text)) return { op: 'network', field, network: network(literal) };
  }
  checkClosedText(field.field, literal.text, ignoreCase, literal);
  return { op: 'equals', field, value: literal.text, ignoreCase };
}

function matchPattern(field: FieldPath, literal: Literal, pattern: readonly string[], ignoreCase: boolean): Filter {
  const { type, name } = field.field;
  if (pattern.every((part) => part === '')) return { op: 'exists', field };
  if (pattern.length - 1 > MAX_WILDCARDS) {
    throw queryError('QUERY_TOO_LARGE', literal, `a pattern may hold ${MAX_WILDCARDS} stars`);
  }
  if (type === 'time') throw queryError('QUERY_VALUE', literal, `${name} is a time and takes no stars`, [TIME_FORMS]);
  if (type !== 'integer') {
    checkClosedPattern(field.field, pattern, ignoreCase, literal);
    return { op: 'wildcard', field, pattern, ignoreCase };
  }
  if (!pattern.every((part) => INTEGER_PATTERN.test(part))) {
    throw queryError('QUERY_VALUE', literal, `${name} is a number`, ['digits and stars, such as 4*']);
  }
  return { op: 'wildcard', field, pattern, ignoreCase: false };
}

/** `field >= value`. `now` is in microseconds. Throws QUERY_VALUE. */
export function compareField(field: FieldPath, than: Comparison, literal: Literal, now: number): Filter {
  const { type, name } = field.field;
  if (literal.marks.includes('*')) throw queryError('QUERY_VALUE', literal, `${than} takes no stars`, ['one value']);
  if (type === 'ips') {
    throw queryError('QUERY_VALUE', literal, `${name} has no order`, [`a network, such as ${name}: "10.0.0.0/8"`]);
  }
  if (type === 'integer') return { op: 'compare', field, than, value: integer(field, literal) };
  if (type === 'time') return compareTime(field, than, timeSpan(field, literal, now));
  return { op: 'compare', field, than, value: literal.text };
}

function integer(field: FieldPath, literal: Literal): string {
  const value = Number(literal.text);
  if (INTEGER.test(literal.text) && Math.abs(value) <= MAX_INT32) return String(value + 0);
  const detail = `${field.field.name} is a number, “${shown(literal.text)}” is not`;
  throw queryError('QUERY_VALUE', literal, detail, [`a whole number, such as ${field.field.example}`]);
}

function network(literal: Literal): string {
  if (parseNetwork(literal.text)) return literal.text.toLowerCase();
  throw queryError('QUERY_VALUE', literal, `“${shown(literal.text)}” is not a network`, ['10.0.0.0/8', 'fd00::/8']);
}

function timeSpan(field: FieldPath, literal: Literal, now: number): TimeSpan {
  const span = readTimeSpan(literal.text, now);
  if (span) return span;
  throw queryError('QUERY_VALUE', literal, `${field.field.name} is a time, “${shown(literal.text)}” is not`, [
    TIME_FORMS,
  ]);
}

/** A day is a range, as in Kibana; anything else is an instant. */
function matchTime(field: FieldPath, span: TimeSpan): Filter {
  if (span.end - span.start === 1) return { op: 'equals', field, value: formatMicros(span.start), ignoreCase: false };
  return { op: 'and', of: [compareTime(field, '>=', span), compareTime(field, '<=', span)] };
}

/** After a day is after its end, up to a day is up to its end. */
function compareTime(field: FieldPath, than: Comparison, span: TimeSpan): Filter {
  const isDay = span.end - span.start > 1;
  if (isDay && than === '>') return { op: 'compare', field, than: '>=', value: formatMicros(span.end) };
  if (isDay && than === '<=') return { op: 'compare', field, than: '<', value: formatMicros(span.end) };
  return { op: 'compare', field, than, value: formatMicros(span.start) };
}
