import type { Field } from '../event/fields.ts';

/** A condition: the JSON text has the event's field `name.name`, as an empty text or as the number 0. */
export function jsonHoldsZero(json: string, field: Field): string {
  if (field.origin !== 'event') return 'false';
  const at = `${json}, ${field.name
    .split('.')
    .map((part) => `'${part}'`)
    .join(', ')}`;
  if (field.type === 'integer') {
    return `(JSONType(${at}) IN ('Int64', 'UInt64', 'Double') AND JSONExtractFloat(${at}) = 0)`;
  }
  return `(JSONType(${at}) = 'String' AND JSONExtractString(${at}) = '')`;
}
