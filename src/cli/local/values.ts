import type { FieldPath } from '../../event/fields.ts';
import type { AuditRecord } from '../../event/record.ts';
import { formatMicros } from '../../event/time.ts';
import { createLeafReader, createTextReader, integerValue, timeValue } from '../../query/values.ts';

/** Reads the values of a field that are counted: as the engine counts them, each element of a list for itself. */
export function createValueReader(path: FieldPath): (record: AuditRecord) => readonly string[] {
  const { read, type } = path.field;
  switch (type) {
    case 'integer':
      return (record) => [String(integerValue(read(record)) || '')];
    case 'time':
      return (record) => [timeText(timeValue(read(record)))];
    case 'map':
    case 'lists':
      if (path.keys.length > 0) return createTextReader(path);
      return (record) => {
        const map = read(record);
        return typeof map === 'object' && map !== null && !Array.isArray(map) ? Object.keys(map) : [];
      };
    case 'body':
      return bodyReader(path);
    default:
      return createTextReader(path);
  }
}

function timeText(micros: number): string {
  return micros === 0 ? '' : formatMicros(micros);
}

function bodyReader(path: FieldPath): (record: AuditRecord) => readonly string[] {
  if (path.keys.length === 0) {
    return (record) => {
      const body = path.field.read(record);
      return body === undefined ? [] : [JSON.stringify(body)];
    };
  }
  const leaves = createLeafReader(path);
  return (record) => leaves(record).map((leaf) => (typeof leaf === 'string' ? leaf : JSON.stringify(leaf)));
}
