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
  const { sql, isList, params } = topValues(name, mapping);
  return { sql: isList ? `arrayJoin(${sql})` : sql, params };
}

/** The same, where `isList` says that the expression is an Array of the values, none of them unfolded. */
export function topValues(name: string, mapping: Mapping): SqlCondition & { readonly isList: boolean } {
  const path = parseField(name);
  const params = createSqlParams('top', mapping.params);
  return { ...values(path, mapping, params), params: params.values };
}

interface Values {
  readonly sql: string;
  readonly isList: boolean;
}

const one = (sql: string): Values => ({ sql, isList: false });
const list = (sql: string): Values => ({ sql, isList: true });

function values({ field, keys }: FieldPath, mapping: Mapping, params: SqlParams): Values {
  const column = mapping.column(field);
  const key = keys[0];
  switch (field.type) {
    case 'integer':
      return one(`if(${column} = 0, '', toString(${column}))`);
    case 'time':
      return one(
        `if(toUnixTimestamp64Micro(${column}) = 0, '', concat(replaceOne(toString(${column}), ' ', 'T'), 'Z'))`,
      );
    case 'keywords':
    case 'ips':
      return list(column);
    case 'map':
      if (key === undefined) return list(`mapKeys(${column})`);
      return one(mapping.keyColumn?.(field, key) ?? `${column}[${params.bind(key)}]`);
    case 'lists':
      return list(key === undefined ? `mapKeys(${column})` : `${column}[${params.bind(key)}]`);
    case 'body':
      if (keys.length === 0) return one(column);
      return list(`arrayMap(x -> if(startsWith(x, '"'), JSONExtractString(x), x), ${reached(params, column, keys)})`);
    default:
      return one(column);
  }
}
