import type { AuditRecord } from '../../event/record.ts';
import { parseField } from '../../query/parse-field.ts';
import { readValue } from '../../query/read-value.ts';
import type { FoundRecord } from '../../store/read-row.ts';

/** A value of each record, under the name by which it was asked for. */
export interface Column {
  readonly name: string;
  /** `undefined` where the record has none. The event is that of the record, parsed. */
  readonly read: (record: FoundRecord, event: AuditRecord['event']) => unknown;
}

/** What a column may be besides a field. */
const OF_RECORD: Readonly<Record<string, Column['read']>> = {
  id: ({ id }) => id,
  summary: ({ summary }) => summary,
  // Said by one name where several are known, and for what has no time of its own.
  actor: ({ actor }) => actor,
  time: ({ time }) => time,
};

/** What is given unless told: who did what to what, when, from where, and how it ended. */
export const DEFAULT_COLUMNS: readonly string[] = [
  ...['time', 'cluster', 'actor', 'verb', 'objectRef.resource', 'objectRef.subresource', 'objectRef.namespace'],
  ...['objectRef.name', 'outcome', 'responseStatus.code', 'sourceIPs', 'userAgent', 'requestURI', 'id'],
];

/** Throws QUERY_FIELD or QUERY_SYNTAX where there is no such field. */
export function columnOf(name: string): Column {
  if (Object.hasOwn(OF_RECORD, name)) return { name, read: OF_RECORD[name] as Column['read'] };
  const path = parseField(name);
  return { name, read: (record, event) => readValue(path, asRecord(record, event)) };
}

/** The values of some columns; the event is parsed once. */
export function valuesOf(record: FoundRecord, columns: readonly Column[]): unknown[] {
  const event = JSON.parse(record.eventJson) as AuditRecord['event'];
  return columns.map(({ read }) => read(record, event));
}

function asRecord(record: FoundRecord, event: AuditRecord['event']): AuditRecord {
  const { eventJson: _, ...rest } = record;
  return { ...rest, event };
}
