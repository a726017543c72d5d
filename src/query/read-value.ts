import type { FieldPath } from '../event/fields.ts';
import type { AuditRecord } from '../event/record.ts';
import { reach } from './body.ts';

/** What a path reaches in a record, as it is there: several values as a list, `undefined` where there is none. */
export function readValue({ field, keys }: FieldPath, record: AuditRecord): unknown {
  const value = field.read(record);
  if (keys.length === 0 || value === undefined || value === null) return value;
  const found = field.type === 'body' ? reach(value, keys) : [ownMember(value, keys[0] ?? '')];
  return found.length > 1 ? found : found[0];
}

function ownMember(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

/** A value as one text: lists with a comma between, what has parts as JSON, nothing for what is missing. */
export function valueText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((element) => typeof element === 'string')) return value.join(', ');
  return JSON.stringify(value);
}
