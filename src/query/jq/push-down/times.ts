import type { FieldPath } from '../../../event/fields.ts';
import { formatMicros, parseMicros } from '../../../event/time.ts';
import type { Filter } from '../../filter.ts';
import type { Comparator } from './ast.ts';
import { ALL, allOf, anyOf, missing } from './filters.ts';

/**
 * How far the moment of a time can lie from the first moment of the day that its text begins with: a day for its clock, one
 * for its zone, three for a day that its month does not have.
 */
const SLACK_MICROS = 5 * 24 * 3600 * 1e6;

/** The engine's times end with the year 2299. */
const END_MICROS = Date.UTC(2300, 0, 1) * 1000;

/**
 * What must hold of a time for its text to compare so with a literal that begins with a date: jq compares the text, a
 * filter the moment. What is no time is a missing value to a filter, and text to jq.
 */
export function satisfiedByTime(field: FieldPath, comparator: Comparator, literal: string): Filter {
  if (comparator === '==') return onDayOf(field, literal);
  if (comparator === '!=') return ALL;
  return anyOf(bound(field, comparator === '<' || comparator === '<=' ? '<=' : '>=', literal), missing(field));
}

/** What must hold of a time whose text begins with the literal, or with its date. */
export function onDayOf(field: FieldPath, literal: string): Filter {
  return anyOf(allOf(bound(field, '>=', literal), bound(field, '<=', literal)), missing(field));
}

function bound(field: FieldPath, than: '<=' | '>=', literal: string): Filter {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(literal)?.[0];
  const start = day === undefined ? undefined : parseMicros(`${day}T00:00:00Z`);
  if (start === undefined) return ALL;
  const micros = than === '<=' ? start + SLACK_MICROS : start - SLACK_MICROS;
  if (micros <= 0 || micros >= END_MICROS) return ALL;
  return { op: 'compare', field, than, value: formatMicros(micros) };
}
