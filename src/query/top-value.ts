import type { FieldPath } from '../event/fields.ts';
import type { SqlCondition } from './filter.ts';
import type { Mapping } from './mapping.ts';
import { parseField } from './parse-field.ts';
import { reached } from './sql-body.ts';
import { createSqlParams, type SqlParams } from './sql-params.ts';

/** An expression of the values of a field: an Array of them where `isList` says so, else one. */
export interface ValueExpression extends SqlCondition {
  readonly isList: boolean;
}

/**
 * The expression of the values of a field, to count them. Each element of a list counts for itself, and so does what a path
 * into a body reaches. The names of its parameters begin with `prefix`; expressions in one statement need different ones.
 * Throws QUERY_FIELD if there is no such field.
 */
export function topValues(name: string, mapping: Mapping, prefix = 'top'): ValueExpression {
  const path = parseField(name);
  const params = createSqlParams(prefix, mapping.params);
  return { ...values(path, mapping, params), params: params.values };
}

/** A row for each value. */
export function unfolded({ sql, isList, params }: ValueExpression): SqlCondition {
  return { sql: isList ? `arrayJoin(${sql})` : sql, params };
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
