import type { Difference } from './diff.ts';
import { isList, isObject, type Json, withMember, withoutMember } from './json.ts';
import { lookUp } from './look-up.ts';
import { keyValue } from './merge-keys.ts';
import type { Path, Segment } from './path.ts';

/** A value after some differences, in their order. What cannot be done, because the value is another, is left out. */
export function applyDifferences(value: Json, differences: readonly Difference[]): Json {
  return differences.reduce(applyOne, value);
}

function applyOne(value: Json, difference: Difference): Json {
  const { op, path, after } = difference;
  if (path.length === 0 && op !== 'reordered') return after === undefined ? value : after;
  if (op === 'reordered')
    return edit(value, path, (list) => (isList(list) ? reorder(list, after, difference.by) : list));
  const [last] = path.slice(-1) as [Segment];
  return edit(value, path.slice(0, -1), (parent) =>
    op === 'removed' ? remove(parent, last) : put(parent, last, after as Json, op === 'added'),
  );
}

/** The value with what a path leads to replaced. Objects on the way that are missing are made. */
function edit(value: Json | undefined, path: Path, change: (inner: Json | undefined) => Json | undefined): Json {
  const [first, ...rest] = path;
  if (first === undefined) return change(value) ?? {};
  const inner = edit(lookUp(value, [first]), rest, change);
  return put(value, first, inner, false) ?? {};
}

function put(value: Json | undefined, segment: Segment, item: Json, isNew: boolean): Json | undefined {
  if (typeof segment === 'string') return withMember(isObject(value) ? value : {}, segment, item);
  const list = isList(value) ? value : [];
  const place = placeOf(list, segment);
  if (place < 0) return [...list, item];
  return list.toSpliced(place, isNew ? 0 : 1, item);
}

function remove(value: Json | undefined, segment: Segment): Json | undefined {
  if (typeof segment === 'string') return isObject(value) ? withoutMember(value, segment) : value;
  if (!isList(value)) return value;
  const place = placeOf(value, segment);
  return place < 0 ? value : value.toSpliced(place, 1);
}

function placeOf(list: readonly Json[], segment: Exclude<Segment, string>): number {
  if (typeof segment === 'number') return segment;
  return list.findIndex((item) => keyValue(item, segment.key) === segment.value);
}

function reorder(list: readonly Json[], keys: Json | undefined, key: string | undefined): Json {
  if (!isList(keys) || key === undefined) return list;
  const wanted = new Map(keys.map((value, i) => [value, i]));
  const placeOfItem = (item: Json) => wanted.get(keyValue(item, key) ?? null) ?? keys.length;
  return list.toSorted((a, b) => placeOfItem(a) - placeOfItem(b));
}
