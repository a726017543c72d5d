import { FIELDS, type FieldPath } from '../../src/event/fields.ts';
import type { AuditRecord } from '../../src/event/record.ts';

/** A path and a value that one could ask for. */
export interface Subject {
  readonly field: FieldPath;
  readonly value: string;
}

/** Values that stand in the records, and the paths that reach them. */
export function factsOf(records: readonly AuditRecord[]): Subject[] {
  return records.flatMap((record) =>
    FIELDS.filter(({ type }) => type !== 'time').flatMap((field) => {
      const value = field.read(record);
      return value === undefined
        ? []
        : members(value, []).map(([keys, leaf]) => ({ field: { field, keys }, value: leaf }));
    }),
  );
}

/** Every scalar in a value with the keys that lead to it; an array has no key. */
function members(value: unknown, keys: readonly string[]): [keys: readonly string[], leaf: string][] {
  if (Array.isArray(value)) return value.flatMap((element) => members(element, keys));
  if (typeof value !== 'object' || value === null) return [[keys, String(value)]];
  return Object.entries(value).flatMap(([key, member]) => members(member, [...keys, key]));
}
