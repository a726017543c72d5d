import type { Field, FieldPath, FieldType } from '../event/fields.ts';
import type { AuditRecord } from '../event/record.ts';
import { parseMicros } from '../event/time.ts';
import { reach } from './body.ts';

/** How the values of a record are read: each missing value is `''`, `0` or no element, and so is one of another type. */
/**
 * Whether a value of such a field equals what is kept of a missing one. Whether an event has that value itself is then to
 * be asked for; lists and bodies hold values one by one, and miss none.
 */
export function isZero(type: FieldType, value: string): boolean {
  if (type === 'integer') return Number(value) === 0;
  return (type === 'keyword' || type === 'uuid' || type === 'map') && value === '';
}

const MAX_INT32 = 2_147_483_647;

export function textValue(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function integerValue(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= MAX_INT32 ? value : 0;
}

/** Microseconds since the epoch; 0 for what is not a time. */
export function timeValue(value: unknown): number {
  return typeof value === 'string' ? (parseMicros(value) ?? 0) : 0;
}

export function listValue(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((element) => typeof element === 'string') : [];
}

/** The members of a map; `{}` for what is none. */
export function members(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** Reads the texts that a path reaches, for every type whose values are texts: one for a `keyword`, any number for others. */
export function createTextReader(path: FieldPath): (record: AuditRecord) => readonly string[] {
  const { read, type } = path.field;
  const key = path.keys[0];
  if (type === 'keyword' || type === 'uuid') return (record) => [textValue(read(record))];
  if (type === 'keywords' || type === 'ips') return (record) => listValue(read(record));
  if (type === 'map') return createMapReader(read, key, (value) => [textValue(value)], ['']);
  if (type === 'lists') return createMapReader(read, key, listValue, []);
  throw new TypeError(`${path.field.name} holds no texts`);
}

/** The texts under one key, or with no key under all of them. */
function createMapReader(
  read: Field['read'],
  key: string | undefined,
  texts: (value: unknown) => readonly string[],
  missing: readonly string[],
): (record: AuditRecord) => readonly string[] {
  if (key === undefined) return (record) => Object.values(members(read(record))).flatMap(texts);
  return (record) => {
    const found = members(read(record));
    return Object.hasOwn(found, key) ? texts(found[key]) : missing;
  };
}

/** Reads what a path into a body reaches; nothing where the body is missing. */
export function createLeafReader(path: FieldPath): (record: AuditRecord) => readonly unknown[] {
  return (record) => {
    const body = path.field.read(record);
    return body === undefined || body === null ? [] : reach(body, path.keys);
  };
}
