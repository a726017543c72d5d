import type { FieldPath } from '../../../event/fields.ts';
import type { Filter } from '../../filter.ts';

export const ALL: Filter = { op: 'all' };

/** All of them; those that say nothing are left out, nested ones taken in. */
export function allOf(...filters: readonly Filter[]): Filter {
  const of = filters.flatMap((filter) => (filter.op === 'and' ? filter.of : [filter])).filter(({ op }) => op !== 'all');
  return of.length < 2 ? (of[0] ?? ALL) : { op: 'and', of };
}

/** At least one of them; one that says nothing makes the whole say nothing. */
export function anyOf(...filters: readonly Filter[]): Filter {
  if (filters.length === 0 || filters.some(({ op }) => op === 'all')) return ALL;
  const of = filters.flatMap((filter) => (filter.op === 'or' ? filter.of : [filter]));
  return of.length === 1 ? (of[0] as Filter) : { op: 'or', of };
}

export function not(filter: Filter): Filter {
  return filter.op === 'not' ? filter.of : { op: 'not', of: filter };
}

/** How many conditions a filter holds. */
export function countTerms(filter: Filter): number {
  if (filter.op === 'and' || filter.op === 'or') return filter.of.reduce((sum, part) => sum + countTerms(part), 0);
  return filter.op === 'not' ? countTerms(filter.of) : 1;
}

/** Whether a field is missing, or holds what counts as missing: `''`, `0`, an empty list, a value of another type. */
export function missing(field: FieldPath): Filter {
  return not({ op: 'exists', field });
}
