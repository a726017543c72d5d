import type { FieldPath } from '../event/fields.ts';
import { parseMicros } from '../event/time.ts';
import type { Comparison, Filter, SqlCondition } from './filter.ts';
import type { Mapping } from './mapping.ts';
import { gatherEquals, type OneOf } from './one-of.ts';
import { sqlBody } from './sql-body.ts';
import { listGuard, valueGuard } from './sql-guard.ts';
import { sqlNetwork } from './sql-network.ts';
import { createSqlParams, type SqlParams } from './sql-params.ts';
import { sqlSearch } from './sql-search.ts';
import { type SqlTest, sqlCompare, sqlEquals, sqlWildcard } from './sql-text.ts';
import { isStoredUuid } from './uuid.ts';
import { isZero } from './values.ts';

type FieldFilter = Extract<Filter, { op: 'exists' | 'equals' | 'wildcard' | 'compare' }>;

/** `prefix` begins the names of the parameters (default `q`); conditions in one statement need different ones. */
export interface SqlOptions {
  readonly mapping: Mapping;
  readonly prefix?: string;
}

/** Compiles a filter into a condition of the store's dialect (ClickHouse). It answers as `toPredicate` does. */
export function toSql(filter: Filter, { mapping, prefix = 'q' }: SqlOptions): SqlCondition {
  const params = createSqlParams(prefix, mapping.params);
  const all = conjuncts(filter);
  const sentence = all.find((one) => one.op === 'text' && one.isSentence);
  if (sentence?.op !== 'text') return { sql: condition(filter, mapping, params), params: params.values };
  const others = all.filter((one) => one !== sentence).map((one) => condition(one, mapping, params));
  const and = (sql: string) => (others.length === 0 ? sql : `(${[sql, ...others].join(' AND ')})`);
  const { sql, exclusive } = sqlSearch(params, mapping, sentence);
  return { sql: and(sql), params: params.values, ...(exclusive && { exclusive: exclusive.map(and) }) };
}

/** The conditions that all have to be met. */
function conjuncts(filter: Filter): readonly Filter[] {
  return filter.op === 'and' ? filter.of.flatMap(conjuncts) : [filter];
}

function condition(filter: Filter, mapping: Mapping, params: SqlParams): string {
  switch (filter.op) {
    case 'all':
      return 'true';
    case 'and':
    case 'or':
      return joined(filter.op, filter.of, mapping, params);
    case 'not':
      return `NOT (${condition(filter.of, mapping, params)})`;
    case 'text':
      return sqlSearch(params, mapping, filter).sql;
    case 'network':
      return someText(filter.field, mapping, params, sqlNetwork(params, filter.network));
    default:
      return fieldCondition(filter, mapping, params);
  }
}

function joined(op: 'and' | 'or', of: readonly Filter[], mapping: Mapping, params: SqlParams): string {
  if (of.length === 0) return op === 'and' ? 'true' : 'false';
  const { lists, rest } = op === 'or' ? gatherEquals(of) : { lists: [], rest: of };
  const parts = [
    ...lists.map((list) => isOneOf(list, mapping, params)),
    ...rest.map((part) => condition(part, mapping, params)),
  ];
  return `(${parts.join(` ${op.toUpperCase()} `)})`;
}

function isOneOf({ field: { field }, values }: OneOf, mapping: Mapping, params: SqlParams): string {
  const exact = `${mapping.column(field)} IN ${params.bind(values, 'Array(String)')}`;
  const guard = listGuard(params, mapping.json(field), values);
  return `(${[...guard, exact].join(' AND ')})`;
}

function fieldCondition(filter: FieldFilter, mapping: Mapping, params: SqlParams): string {
  const { field } = filter.field;
  const column = mapping.column(field);
  const json = mapping.json(field);
  if (field.type === 'body') return `(${sqlBody(params, column, json ?? column, filter)})`;
  const guard = valueGuard(params, json, filter);
  const exact = exactCondition(filter, mapping, params);
  return guard.length === 0 ? exact : `(${[...guard, exact].join(' AND ')})`;
}

function exactCondition(filter: FieldFilter, mapping: Mapping, params: SqlParams): string {
  switch (filter.op) {
    case 'exists':
      return exists(filter.field, mapping, params);
    case 'equals':
      return equals(filter.field, filter.value, filter.ignoreCase, mapping, params);
    case 'wildcard':
      if (filter.field.field.type === 'time') return 'false';
      return someText(filter.field, mapping, params, sqlWildcard(params, filter.pattern, filter.ignoreCase));
    case 'compare':
      return compare(filter.field, filter.than, filter.value, mapping, params);
  }
}

/** A condition that holds if one of the texts that the path reaches passes the test. */
function someText({ field, keys }: FieldPath, mapping: Mapping, params: SqlParams, test: SqlTest): string {
  const column = mapping.column(field);
  const key = keys[0];
  switch (field.type) {
    case 'integer':
      return test(`if(${column} = 0, '', toString(${column}))`);
    case 'keywords':
    case 'ips':
      return `arrayExists(x -> ${test('x')}, ${column})`;
    case 'map':
      if (key === undefined) return `arrayExists(x -> ${test('x')}, mapValues(${column}))`;
      return test(mapping.keyColumn?.(field, key) ?? `${column}[${params.bind(key)}]`);
    case 'lists':
      if (key === undefined) return `arrayExists(x -> ${test('x')}, arrayFlatten(mapValues(${column})))`;
      return `arrayExists(x -> ${test('x')}, ${column}[${params.bind(key)}])`;
    default:
      return test(column);
  }
}

function exists(path: FieldPath, mapping: Mapping, params: SqlParams): string {
  const { field, keys } = path;
  const column = mapping.column(field);
  if (field.type === 'integer') return `${column} != 0`;
  if (field.type === 'time') return `toUnixTimestamp64Micro(${column}) != 0`;
  if (field.type === 'keywords' || field.type === 'ips') return `notEmpty(${column})`;
  if (field.type === 'map' || field.type === 'lists') {
    return keys[0] === undefined ? `notEmpty(mapKeys(${column}))` : `notEmpty(${column}[${params.bind(keys[0])}])`;
  }
  return `${column} != ''`;
}

function equals(path: FieldPath, value: string, ignoreCase: boolean, mapping: Mapping, params: SqlParams): string {
  const { field } = path;
  const column = mapping.column(field);
  if (isZero(field.type, value)) return holdsZero(path, mapping, params);
  if (field.type === 'integer') return `${column} = ${params.bind(Number(value), 'Int64')}`;
  if (field.type === 'time') return `${column} = ${bindTime(value, params)}`;
  if (field.type === 'uuid' && !ignoreCase && isStoredUuid(value)) {
    return `${mapping.uuid} = toUUID(${params.bind(value)})`;
  }
  // The engine's `has` does not find '' in a list with a dictionary.
  if ((field.type === 'keywords' || field.type === 'ips') && !ignoreCase && value !== '') {
    return `has(${column}, ${params.bind(value)})`;
  }
  return someText(path, mapping, params, sqlEquals(params, value, ignoreCase));
}

/** What is kept of a missing value is the same; whether the event has it is another condition. */
function holdsZero({ field, keys }: FieldPath, mapping: Mapping, params: SqlParams): string {
  const column = mapping.column(field);
  if (field.type === 'integer') return `(${column} = 0 AND ${mapping.holdsZero(field)})`;
  if (field.type !== 'map') return `(${column} = '' AND ${mapping.holdsZero(field)})`;
  if (keys[0] === undefined) return `has(mapValues(${column}), '')`;
  const key = params.bind(keys[0]);
  return `(mapContains(${column}, ${key}) AND ${column}[${key}] = '')`;
}

function compare(path: FieldPath, than: Comparison, value: string, mapping: Mapping, params: SqlParams): string {
  const { field } = path;
  const column = mapping.column(field);
  if (field.type === 'integer') return `(${column} != 0 AND ${column} ${than} ${params.bind(Number(value), 'Int64')})`;
  if (field.type !== 'time') return someText(path, mapping, params, sqlCompare(params, than, value));
  const holds = `${column} ${than} ${bindTime(value, params)}`;
  const excludesMissing = than.startsWith('>') && (parseMicros(value) ?? 0) > 0;
  return excludesMissing ? holds : `(${holds} AND ${column} > fromUnixTimestamp64Micro(0, 'UTC'))`;
}

function bindTime(value: string, params: SqlParams): string {
  return `fromUnixTimestamp64Micro(${params.bind(parseMicros(value) ?? -1, 'Int64')}, 'UTC')`;
}
