import { FIELDS, type Field, type FieldPath, type FieldType } from '../../../event/fields.ts';
import { MAX_PATH_KEYS } from '../../limits.ts';
import { EACH, type Key } from './ast.ts';

/** A field that a place in the event is, or lies in. */
export interface Target {
  readonly path: FieldPath;
  /**
   * What a filter can say of the place: the field's `text`, `integer` or `time` as a whole; the `list` as a whole; one
   * `element` of it; `any` element of it, or any value of what should be a list; a value of any type in a `body`.
   */
  readonly shape: 'text' | 'integer' | 'time' | 'list' | 'element' | 'any' | 'body';
}

/** Only fields of the event itself: jq sees neither the envelope nor what is derived. Their short names are not jq's. */
const EVENT_FIELDS: ReadonlyMap<string, Field> = new Map(
  FIELDS.filter((field) => field.origin === 'event').map((field) => [field.name, field]),
);

const SHAPES: Readonly<Partial<Record<FieldType, Target['shape']>>> = {
  keyword: 'text',
  uuid: 'text',
  integer: 'integer',
  time: 'time',
  keywords: 'list',
  ips: 'list',
};

const KEYED_SHAPES: Readonly<Partial<Record<FieldType, Target['shape']>>> = {
  map: 'text',
  lists: 'list',
  body: 'body',
};

/** The field at a place of the event, `undefined` where there is none of which a filter can speak. */
export function targetAt(keys: readonly Key[]): Target | undefined {
  const last = keys.at(-1);
  if (typeof last === 'number' || last === EACH) {
    const list = targetAt(keys.slice(0, -1));
    if (list?.shape === 'list') return { path: list.path, shape: last === EACH ? 'any' : 'element' };
  }
  return plainTarget(keys) ?? keyedTarget(keys);
}

function plainTarget(keys: readonly Key[]): Target | undefined {
  const field = fieldNamed(keys);
  const shape = field && SHAPES[field.type];
  return field && shape && { path: { field, keys: [] }, shape };
}

/** What follows the name of a map, of lists or of a body. */
function keyedTarget(keys: readonly Key[]): Target | undefined {
  for (const length of [1, 2]) {
    const field = fieldNamed(keys.slice(0, length));
    const shape = field && KEYED_SHAPES[field.type];
    const rest = keys.slice(length);
    const names = shape === 'body' ? withoutPositions(rest) : rest.filter((key) => typeof key === 'string');
    if (!field || !shape || !names?.length || names.length > MAX_PATH_KEYS) continue;
    if (shape === 'body' || rest.length === 1) return { path: { field, keys: names }, shape };
  }
  return undefined;
}

/**
 * The keys without `[0]`, because a filter's path into a body goes into the elements of an array by itself, one level
 * deep. `undefined` for `[]`, which also goes into objects, and for arrays that are no member of an object.
 */
function withoutPositions(keys: readonly Key[]): string[] | undefined {
  const names: string[] = [];
  for (const [index, key] of keys.entries()) {
    if (key === EACH) return undefined;
    if (typeof key === 'string') names.push(key);
    else if (typeof keys[index - 1] !== 'string') return undefined;
  }
  return names;
}

/** A key with a dot in it is one key, never two. */
function fieldNamed(keys: readonly Key[]): Field | undefined {
  const isName = keys.every((key) => typeof key === 'string' && !key.includes('.'));
  return isName ? EVENT_FIELDS.get(keys.join('.')) : undefined;
}
