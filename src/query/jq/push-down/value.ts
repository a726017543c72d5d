import type { Filter } from '../../filter.ts';
import type { Key, Literal } from './ast.ts';
import { ANY, type Condition } from './condition.ts';
import { ALL, missing } from './filters.ts';
import { targetAt } from './target.ts';

/** What is known of the values that an expression gives for an event. */
export type Value =
  /** A place in the event; `orElse` is given where the place holds `null` or is missing. */
  | { readonly kind: 'place'; readonly keys: readonly Key[]; readonly orElse: OrElse; readonly lowered: boolean }
  | { readonly kind: 'literal'; readonly value: Literal }
  | { readonly kind: 'condition'; readonly condition: Condition }
  | { readonly kind: 'other' };

export type Place = Extract<Value, { kind: 'place' }>;

/** Given instead of `null`: a literal, or with `// empty` nothing at all. */
export type OrElse = Literal | typeof NOTHING;
export const NOTHING = Symbol('nothing');

export const EVENT: Place = { kind: 'place', keys: [], orElse: null, lowered: false };
export const UNKNOWN: Value = { kind: 'other' };

export function toValue(whenTrue: Filter, whenFalse: Filter): Value {
  return { kind: 'condition', condition: { whenTrue, whenFalse } };
}

/** As jq judges a value: all but `null` and `false` are true, the empty string among them. */
export function truthOf(value: Value): Condition {
  if (value.kind === 'condition') return value.condition;
  if (value.kind !== 'place' || (value.orElse !== null && value.orElse !== false)) return ANY;
  const target = targetAt(value.keys);
  if (!target || target.shape === 'element' || target.shape === 'any' || target.shape === 'body') return ANY;
  return { whenTrue: ALL, whenFalse: missing(target.path) };
}
