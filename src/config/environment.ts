import type { TSchema } from 'typebox';

/** One key of the configuration that holds a value. */
export interface Leaf {
  readonly path: readonly string[];
  readonly schema: TSchema & Readonly<Record<string, unknown>>;
}

/** All keys of a schema that hold a value, in order. */
export function leavesOf(schema: TSchema, path: readonly string[] = []): Leaf[] {
  const properties = (schema as { properties?: Record<string, TSchema> }).properties;
  if (!properties) return [{ path, schema: schema as Leaf['schema'] }];
  return Object.entries(properties).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

/** The same with the keys of what stands in lists: `sources.file[].paths`. */
export function allLeavesOf(schema: TSchema): Leaf[] {
  return leavesOf(schema).flatMap((leaf) => {
    const { items } = leaf.schema as { items?: TSchema };
    const isObject = items !== undefined && 'properties' in items;
    return isObject ? [leaf, ...leavesOf(items, [...leaf.path.slice(0, -1), `${leaf.path.at(-1)}[]`])] : [leaf];
  });
}

/** Whether a variable can hold a key's value: one text can, a list as JSON too, a map by names cannot. */
export function hasVariable({ schema }: Leaf): boolean {
  return schema.type !== 'object';
}

/** The variable that overrides a key: `store.url` → `VERBATIM_STORE_URL`. */
export function variableOf(path: readonly string[]): string {
  return `VERBATIM_${path.join('_').replaceAll('-', '_').toUpperCase()}`;
}

/** Sets a value deep in an object, making the objects on the way. What stands there instead of one stays, to be reported. */
export function setIn(object: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let at = object;
  for (const key of path.slice(0, -1)) {
    const inner = at[key];
    if (inner === undefined || inner === null) at[key] = {};
    else if (typeof inner !== 'object' || Array.isArray(inner)) return;
    at = at[key] as Record<string, unknown>;
  }
  at[path.at(-1) as string] = value;
}

/** The text of a variable as a value of its key's type; text that is no such value stays text and is reported as such. */
export function readVariable(text: string, schema: Leaf['schema']): unknown {
  if (schema.type === 'integer' && /^-?\d+$/.test(text)) return Number(text);
  if (schema.type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  if (schema.type === 'array') return readList(text);
  return text;
}

/** A list is written as JSON. */
function readList(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
