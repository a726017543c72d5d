import type { FieldPath } from '../event/fields.ts';
import type { SqlCondition } from './filter.ts';
import type { Mapping } from './mapping.ts';
import { parseField } from './parse-field.ts';
import { reached } from './sql-body.ts';
import { createSqlParams, type SqlParams } from './sql-params.ts';

/**
 * The expression of the values of a field, to count them. Each element of a list counts for itself, and so does what
 * a path into a body reaches. Throws QUERY_FIELD if there is no such field.
 */
export function topValue(name: string, mapping: Mapping): SqlCondition {
  const path = parseField(name);
  const params = createSqlParams('top', mapping.params);
  return { sql: values(path, mapping, params), params: params.values };
}

function values({ field, keys }: FieldPath, mapping: Mapping, params: SqlParams): string {
  const column = mapping.column(field);
  const key = keys[0];
  switch (field.type) {
    case 'integer':
      return `if(${column} = 0, '', toString(${column}))`;
    case 'time':
      return `if(toUnixTimestamp64Micro(${column}) = 0, '', toString(${column}))`;
    case 'keywords':
    case 'ips':
      return `arrayJoin(${column})`;
    case 'map':
      return key === undefined ? `arrayJoin(mapKeys(${column}))` : `${column}[${params.bind(key)}]`;
    case 'lists':
      return key === undefined ? `arrayJoin(mapKeys(${column}))` : `arrayJoin(${column}[${params.bind(key)}])`;
    case 'body':
      if (keys.length === 0) return column;
      return `arrayJoin(arrayMap(x -> if(startsWith(x, '"'), JSONExtractString(x), x), ${reached(params, column, keys)}))`;
    default:
      return column;
  }
}
