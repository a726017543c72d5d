import { isList, type Json, memberOf } from './json.ts';
import { keyValue } from './merge-keys.ts';
import type { Path, Segment } from './path.ts';

/** What a path leads to; `undefined` where that is nothing. */
export function lookUp(value: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(step, value);
}

function step(value: Json | undefined, segment: Segment): Json | undefined {
  if (typeof segment === 'string') return memberOf(value, segment);
  if (!isList(value)) return undefined;
  if (typeof segment === 'number') return value[segment];
  return value.find((item) => keyValue(item, segment.key) === segment.value);
}
