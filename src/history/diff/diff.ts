import { isList, isObject, isSame, type Json, type JsonObject } from './json.ts';
import { keyValue, tellingKey } from './merge-keys.ts';
import type { Path } from './path.ts';

/**
 * One difference. `set` is what a patch says where the value before is not known; `reordered` has the keys of a list's
 * elements, in their order.
 */
export interface Difference {
  readonly op: 'added' | 'removed' | 'changed' | 'reordered' | 'set';
  readonly path: Path;
  readonly before?: Json;
  readonly after?: Json;
  /** The member that is the key of a reordered list's elements. */
  readonly by?: string;
}

/**
 * What turns one value into another, field by field. Done in order by `applyDifferences`, it gives the other, but for the
 * order of members. Elements that have a name of their own are compared with their namesakes, all others with those at
 * their place after what the lists begin and end with alike.
 */
export function diff(before: Json, after: Json, path: Path = []): Difference[] {
  if (before === after) return [];
  if (isObject(before) && isObject(after)) return diffObjects(before, after, path);
  if (isList(before) && isList(after)) return diffLists(before, after, path);
  return isSame(before, after) ? [] : [{ op: 'changed', path, before, after }];
}

function diffObjects(before: JsonObject, after: JsonObject, path: Path): Difference[] {
  const found: Difference[] = [];
  for (const [key, old] of Object.entries(before)) {
    const here = [...path, key];
    if (!Object.hasOwn(after, key)) found.push({ op: 'removed', path: here, before: old });
    else for (const one of diff(old, after[key] as Json, here)) found.push(one);
  }
  for (const [key, value] of Object.entries(after)) {
    if (!Object.hasOwn(before, key)) found.push({ op: 'added', path: [...path, key], after: value });
  }
  return found;
}

function diffLists(before: readonly Json[], after: readonly Json[], path: Path): Difference[] {
  const name = path.findLast((segment) => typeof segment === 'string') ?? '';
  const key = before.length + after.length > 0 ? tellingKey(name, before, after) : undefined;
  return key === undefined ? diffPlaces(before, after, path) : diffKeyed(before, after, path, key);
}

function diffKeyed(before: readonly Json[], after: readonly Json[], path: Path, key: string): Difference[] {
  const keyOf = (item: Json) => keyValue(item, key) as string | number;
  const news = new Map(after.map((item) => [keyOf(item), item]));
  const olds = new Set(before.map(keyOf));
  const found: Difference[] = [];
  for (const old of before) {
    const value = keyOf(old);
    const here = [...path, { key, value }];
    const other = news.get(value);
    if (other === undefined) found.push({ op: 'removed', path: here, before: old });
    else for (const one of diff(old, other, here)) found.push(one);
  }
  for (const item of after) {
    const value = keyOf(item);
    if (!olds.has(value)) found.push({ op: 'added', path: [...path, { key, value }], after: item });
  }
  const stay = before.map(keyOf).filter((value) => news.has(value));
  const order = [...stay, ...after.map(keyOf).filter((value) => !olds.has(value))];
  const wanted = after.map(keyOf);
  if (!isSame(order, wanted)) found.push({ op: 'reordered', path, by: key, before: order, after: wanted });
  return found;
}

function diffPlaces(before: readonly Json[], after: readonly Json[], path: Path): Difference[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isSame(before[start], after[start])) start++;
  let same = 0;
  while (same < shorter - start && isSame(before.at(-1 - same), after.at(-1 - same))) same++;
  const [oldEnd, newEnd] = [before.length - same, after.length - same];
  const both = Math.min(oldEnd, newEnd);
  const found: Difference[] = [];
  for (let i = start; i < both; i++) {
    for (const one of diff(before[i] as Json, after[i] as Json, [...path, i])) found.push(one);
  }
  // From the end on, so that the places of those before stay what they are.
  for (let i = oldEnd - 1; i >= both; i--) found.push({ op: 'removed', path: [...path, i], before: before[i] as Json });
  for (let i = both; i < newEnd; i++) found.push({ op: 'added', path: [...path, i], after: after[i] as Json });
  return found;
}
