import type { Field } from '../event/fields.ts';
import type { Wildcard } from './filter.ts';
import { fold } from './fold.ts';
import { queryError, type Span, shown } from './query-error.ts';
import { editDistance, tolerance } from './suggest.ts';
import { createWildcardTest } from './wildcard.ts';

/** Fields whose values are settled take no others: a slip would find nothing and say nothing. Throws QUERY_VALUE. */
export function checkClosedText(field: Field, text: string, ignoreCase: boolean, span: Span): void {
  const isOne = ignoreCase ? (value: string) => fold(value) === fold(text) : (value: string) => value === text;
  if (field.values && text !== '' && !field.values.some(isOne)) throw notOneOf(field, field.values, text, span);
}

/** The same for a pattern, which has to fit one of them. Throws QUERY_VALUE. */
export function checkClosedPattern(field: Field, pattern: Wildcard, ignoreCase: boolean, span: Span): void {
  const exact = createWildcardTest(ignoreCase ? pattern.map(fold) : pattern);
  const fits = ignoreCase ? (value: string) => exact(fold(value)) : exact;
  if (field.values && !field.values.some(fits)) throw notOneOf(field, field.values, pattern.join('*'), span);
}

function notOneOf({ name }: Field, values: readonly string[], text: string, span: Span): Error {
  const detail = `${name} cannot be “${shown(text)}”`;
  return queryError('QUERY_VALUE', span, detail, [`one of ${values.join(', ')}`], nearest(text, values));
}

/** The value that was probably meant: of another case, longer or shorter, or a few letters off. */
function nearest(text: string, values: readonly string[]): string | undefined {
  const wanted = text.replaceAll('*', '').toLowerCase();
  const costs = values.map((value) => ({ value, cost: costOf(wanted, value.toLowerCase()) }));
  return costs.sort((a, b) => a.cost - b.cost).find(({ cost }) => cost <= tolerance(wanted.length))?.value;
}

/** Shorter than this, the beginning of a word says too little. */
const MIN_STEM = 3;
/** Of words that begin alike, the shorter is nearer. */
const PER_LETTER = 0.01;

function costOf(wanted: string, value: string): number {
  const isStem = wanted.length >= MIN_STEM && (value.startsWith(wanted) || wanted.startsWith(value));
  return isStem ? Math.abs(value.length - wanted.length) * PER_LETTER : editDistance(wanted, value);
}
