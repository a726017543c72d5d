import type { FieldPath } from '../event/fields.ts';
import type { Filter } from './filter.ts';

/** Texts one of which a field is to be, in that case. */
export interface OneOf {
  readonly field: FieldPath;
  readonly values: readonly string[];
}

/** Fewer are as fast one by one. */
const MIN_VALUES = 3;

/** Takes from the parts of an `or` those that ask one field for many texts: as a set, they are one look-up. */
export function gatherEquals(of: readonly Filter[]): {
  readonly lists: readonly OneOf[];
  readonly rest: readonly Filter[];
} {
  const found = new Map<string, { field: FieldPath; parts: (Filter & { op: 'equals' })[] }>();
  for (const part of of) {
    if (!isPlainText(part)) continue;
    const same = found.get(part.field.field.name);
    if (same) same.parts.push(part);
    else found.set(part.field.field.name, { field: part.field, parts: [part] });
  }
  const many = [...found.values()].filter(({ parts }) => parts.length >= MIN_VALUES);
  const listed = new Set<Filter>(many.flatMap(({ parts }) => parts));
  return {
    lists: many.map(({ field, parts }) => ({ field, values: parts.map(({ value }) => value) })),
    rest: of.filter((part) => !listed.has(part)),
  };
}

/** An empty text is no value like others: see `holdsZero` of both back ends. */
function isPlainText(part: Filter): part is Filter & { op: 'equals' } {
  return part.op === 'equals' && part.field.field.type === 'keyword' && !part.ignoreCase && part.value !== '';
}
