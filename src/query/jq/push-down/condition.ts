import type { Filter } from '../../filter.ts';
import { ALL, allOf, anyOf } from './filters.ts';

/**
 * What must hold of an event for a condition to give something true on it, and to give something false. Both may hold of
 * one event, because a condition may give several values; neither need be exact, so one is never the other's negation.
 */
export interface Condition {
  readonly whenTrue: Filter;
  readonly whenFalse: Filter;
}

export const ANY: Condition = { whenTrue: ALL, whenFalse: ALL };

export function opposite({ whenTrue, whenFalse }: Condition): Condition {
  return { whenTrue: whenFalse, whenFalse: whenTrue };
}

/** `and`: true if both are, false if one is. */
export function both(left: Condition, right: Condition): Condition {
  return { whenTrue: allOf(left.whenTrue, right.whenTrue), whenFalse: anyOf(left.whenFalse, right.whenFalse) };
}

/** `or`. */
export function oneOf(left: Condition, right: Condition): Condition {
  return opposite(both(opposite(left), opposite(right)));
}

/** `,`: the values of either. */
export function joined(left: Condition, right: Condition): Condition {
  return { whenTrue: anyOf(left.whenTrue, right.whenTrue), whenFalse: anyOf(left.whenFalse, right.whenFalse) };
}

/** A condition whose values come only if the filter holds. */
export function given(filter: Filter, { whenTrue, whenFalse }: Condition): Condition {
  return { whenTrue: allOf(filter, whenTrue), whenFalse: allOf(filter, whenFalse) };
}
