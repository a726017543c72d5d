import { MAX_NAME_LENGTH } from '../../../event/limits.ts';
import type { Filter } from '../../filter.ts';
import type { Comparator, Literal } from './ast.ts';
import { ALL, anyOf, missing, not } from './filters.ts';
import { FLIPPED, holds, NEGATED } from './order.ts';
import { type Target, targetAt } from './target.ts';
import { equalsLowered } from './texts.ts';
import { satisfiedByTime } from './times.ts';
import { NOTHING, type OrElse, type Place, toValue, UNKNOWN, type Value } from './value.ts';

/** Integers that the field can hold. */
const INT32 = 2 ** 31;

/** `left OP right`, where one is a place and the other a literal. */
export function compareValues(comparator: Comparator, left: Value, right: Value): Value {
  if (left.kind === 'literal' && right.kind === 'place') return compareValues(FLIPPED[comparator], right, left);
  if (left.kind !== 'place' || right.kind !== 'literal') return UNKNOWN;
  if (!left.lowered) return compareTo(left, comparator, right.value);
  return comparator === '==' && typeof right.value === 'string' ? equalsLowered(left, right.value) : UNKNOWN;
}

function compareTo(place: Place, comparator: Comparator, literal: Literal): Value {
  const target = targetAt(place.keys);
  if (!target || (typeof literal === 'string' && literal.length > MAX_NAME_LENGTH)) return UNKNOWN;
  return toValue(
    satisfied(target, place.orElse, comparator, literal),
    satisfied(target, place.orElse, NEGATED[comparator], literal),
  );
}

/** What must hold of an event for `place OP literal` to be true. */
function satisfied(target: Target, orElse: OrElse, comparator: Comparator, literal: Literal): Filter {
  switch (target.shape) {
    case 'text':
      if (typeof literal === 'string') return ordered(target, orElse, comparator, literal, '');
      return isNull(orElse, comparator, literal) ? missing(target.path) : ALL;
    case 'integer':
      if (isInteger(literal)) return ordered(target, orElse, comparator, literal, 0);
      return isNull(orElse, comparator, literal) ? missing(target.path) : ALL;
    case 'time':
      if (typeof literal === 'string' && orElse === null) return satisfiedByTime(target.path, comparator, literal);
      return isNull(orElse, comparator, literal) ? missing(target.path) : ALL;
    case 'list':
      return isNull(orElse, comparator, literal) ? missing(target.path) : ALL;
    default:
      return inPart(target, orElse, comparator, literal);
  }
}

function isNull(orElse: OrElse, comparator: Comparator, literal: Literal): boolean {
  return literal === null && orElse === null && comparator === '==';
}

/**
 * To a filter, `zero` (`''`, `0`) and a value of another type are missing values, and it compares none of them. jq sees
 * them, and its order goes across types; so they are let through unless the place must equal the literal.
 */
function ordered(
  { path }: Target,
  orElse: OrElse,
  comparator: Comparator,
  literal: string | number,
  zero: string | number,
): Filter {
  if (literal === zero) return comparator === '==' ? missing(path) : ALL;
  const value = String(literal);
  const equal: Filter = { op: 'equals', field: path, value, ignoreCase: false };
  if (comparator === '!=') return not(equal);
  if (comparator !== '==') return anyOf({ op: 'compare', field: path, than: comparator, value }, missing(path));
  return orElse !== NOTHING && holds(orElse, '==', literal) ? anyOf(equal, missing(path)) : equal;
}

/** An element of a list, or a value in a body: of the field it can only be said that it is somewhere in it. */
function inPart({ path, shape }: Target, orElse: OrElse, comparator: Comparator, literal: Literal): Filter {
  if (comparator !== '==' || literal === null || orElse === literal) return ALL;
  if (typeof literal !== 'string' && shape !== 'body') return ALL;
  const equal: Filter = { op: 'equals', field: path, value: String(literal), ignoreCase: false };
  return shape === 'any' ? anyOf(equal, missing(path)) : equal;
}

function isInteger(literal: Literal): literal is number {
  return Number.isInteger(literal) && Math.abs(literal as number) < INT32;
}
