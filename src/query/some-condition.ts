import type { Filter } from './filter.ts';

/** What a filter says of a field, or of an event's words. */
export type Condition = Exclude<Filter, { readonly op: 'all' | 'and' | 'or' | 'not' }>;

/** Whether a filter holds a condition that passes the test, however deep, and whether or not it is negated. */
export function someCondition(filter: Filter, test: (condition: Condition) => boolean): boolean {
  switch (filter.op) {
    case 'all':
      return false;
    case 'and':
    case 'or':
      return filter.of.some((part) => someCondition(part, test));
    case 'not':
      return someCondition(filter.of, test);
    default:
      return test(filter);
  }
}
