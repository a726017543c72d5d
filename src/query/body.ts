import { compareCodePoints } from './code-points.ts';
import type { Comparison } from './filter.ts';

/**
 * What a path reaches in a JSON value. From `{value}`, each key takes that member of every object; where a member is an
 * array, its elements stand in its place, one level deep. So `spec.containers.image` reaches every container's image.
 */
export function reach(value: unknown, keys: readonly string[]): readonly unknown[] {
  let found: unknown[] = [value];
  for (const key of keys) {
    const next: unknown[] = [];
    for (const item of found) {
      if (typeof item !== 'object' || item === null || Array.isArray(item) || !Object.hasOwn(item, key)) continue;
      const member = (item as Record<string, unknown>)[key];
      if (Array.isArray(member)) for (const element of member) next.push(element);
      else next.push(member);
    }
    found = next;
  }
  return found;
}

/** The text of a string, boolean or whole number within ±(2^53-1); `undefined` for anything else. */
export function leafText(leaf: unknown): string | undefined {
  if (typeof leaf === 'string') return leaf;
  if (typeof leaf === 'boolean') return String(leaf);
  return typeof leaf === 'number' && Number.isSafeInteger(leaf) ? String(leaf + 0) : undefined;
}

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The number that a query's value stands for, or `undefined`. */
export function numberOf(value: string): number | undefined {
  const number = JSON_NUMBER.test(value) ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

export function holds(than: Comparison, order: number): boolean {
  switch (than) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** Tests leaves for equality: numbers by value, anything else by its text. */
export function createLeafEquals(value: string, form: (text: string) => string): (leaf: unknown) => boolean {
  const number = numberOf(value);
  const wanted = form(value);
  return (leaf) => {
    if (typeof leaf === 'number') return leaf === number;
    const text = leafText(leaf);
    return text !== undefined && form(text) === wanted;
  };
}

/** Compares numbers with a numeric value, and strings with any other one. */
export function createLeafCompare(than: Comparison, value: string): (leaf: unknown) => boolean {
  const number = numberOf(value);
  if (number !== undefined) return (leaf) => typeof leaf === 'number' && holds(than, leaf - number);
  return (leaf) => typeof leaf === 'string' && leaf !== '' && holds(than, compareCodePoints(leaf, value));
}
