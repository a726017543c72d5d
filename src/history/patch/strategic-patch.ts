import { isList, isObject, isSame, type Json, type JsonObject, memberOf } from '../diff/json.ts';
import { isMergedValues, keyValue, mergeKeyOf } from '../diff/merge-keys.ts';

/** What a strategic merge patch says beside values. Source: kubernetes/apimachinery `pkg/util/strategicpatch/patch.go`. */
const PATCH = '$patch';
const RETAIN_KEYS = '$retainKeys';
const DELETE_VALUES = '$deleteFromPrimitiveList/';
const SET_ORDER = '$setElementOrder/';

export function isDirective(key: string): boolean {
  return key === PATCH || key === RETAIN_KEYS || key.startsWith(DELETE_VALUES) || key.startsWith(SET_ORDER);
}

/**
 * A value after a strategic merge patch. As a merge patch, but that elements of the lists that Kubernetes merges are known by
 * their keys. Which lists those are follows from their names: the types themselves are not known here.
 */
export function strategicPatch(value: Json | undefined, patch: Json): Json {
  return isObject(patch) ? mergeObject(isObject(value) ? value : {}, patch) : patch;
}

function mergeObject(value: JsonObject, patch: JsonObject): JsonObject {
  const directive = memberOf(patch, PATCH);
  if (directive === 'delete') return {};
  const merged = new Map(Object.entries(directive === 'replace' ? {} : value));
  const retained = memberOf(patch, RETAIN_KEYS);
  if (isList(retained)) for (const key of [...merged.keys()]) if (!retained.includes(key)) merged.delete(key);

  for (const [key, change] of Object.entries(patch)) {
    if (isDirective(key)) continue;
    const old = merged.get(key);
    if (change === null) merged.delete(key);
    else if (memberOf(change, PATCH) === 'delete') merged.delete(key);
    else merged.set(key, isList(change) ? mergeList(key, isList(old) ? old : [], change) : strategicPatch(old, change));
  }
  for (const [key, change] of Object.entries(patch)) {
    const list = merged.get(key.slice(key.indexOf('/') + 1));
    if (!isList(list) || !isList(change)) continue;
    const name = key.slice(key.indexOf('/') + 1);
    if (key.startsWith(DELETE_VALUES))
      merged.set(
        name,
        list.filter((item) => !isAmong(item, change)),
      );
    else if (key.startsWith(SET_ORDER)) merged.set(name, inOrder(name, list, change));
  }
  return Object.fromEntries(merged);
}

function mergeList(name: string, old: readonly Json[], patch: readonly Json[]): readonly Json[] {
  const replaces = patch.some(
    (item) => memberOf(item, PATCH) === 'replace' && Object.keys(item as object).length === 1,
  );
  const items = patch.filter((item) => !(memberOf(item, PATCH) === 'replace'));
  if (replaces) return items;
  if (isMergedValues(name)) return [...old, ...items.filter((item) => !isAmong(item, old))];
  const key = mergeKeyOf(name, [...old, ...items]);
  if (key === undefined) return items;
  const merged = new Map(old.map((item) => [keyValue(item, key), item]));
  for (const item of items) {
    const value = keyValue(item, key);
    if (memberOf(item, PATCH) === 'delete') merged.delete(value);
    else merged.set(value, strategicPatch(merged.get(value), item));
  }
  return [...merged.values()];
}

function isAmong(item: Json, list: readonly Json[]): boolean {
  return list.some((other) => isSame(item, other));
}

/** The elements that an order names in that order; the others keep their places behind them. */
function inOrder(name: string, list: readonly Json[], order: readonly Json[]): readonly Json[] {
  const key = mergeKeyOf(name, [...list, ...order]);
  const nameOf = (item: Json) => (key === undefined ? item : keyValue(item, key));
  const places = new Map(order.map((item, i) => [nameOf(item), i]));
  const placeOf = (item: Json) => places.get(nameOf(item)) ?? order.length;
  return list.toSorted((a, b) => placeOf(a) - placeOf(b));
}
