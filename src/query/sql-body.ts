import type { FieldPath } from '../event/fields.ts';
import { numberOf } from './body.ts';
import type { Comparison, Filter, Wildcard } from './filter.ts';
import { fold } from './fold.ts';
import { keyGuard } from './sql-guard.ts';
import type { SqlParams } from './sql-params.ts';
import { type SqlTest, sqlCompare, sqlEquals, sqlWildcard } from './sql-text.ts';

type BodyFilter = Extract<Filter, { op: 'exists' | 'equals' | 'wildcard' | 'compare' }>;

const MAX_SAFE_INTEGER = '9007199254740991';

/**
 * A condition on what a path reaches in the JSON text `body`; `body.ts` says what it reaches. `json` is text in which all
 * of it stands. The engine's functions give `''` for a missing key, and write values without spaces.
 */
export function sqlBody(params: SqlParams, body: string, json: string, filter: BodyFilter): string {
  const { keys } = filter.field;
  const test = leafTest(params, filter);
  const found = `arrayExists(x -> ${test('x')}, ${reached(params, body, keys)})`;
  return [...keys.flatMap((key) => keyGuard(params, json, key)), found].join(' AND ');
}

export function reached(params: SqlParams, body: string, keys: FieldPath['keys']): string {
  return keys.reduce((found, key) => {
    const members = `arrayMap(x -> JSONExtractRaw(x, ${params.bind(key)}), ${found})`;
    return `arrayFlatten(arrayMap(x -> if(startsWith(x, '['), JSONExtractArrayRaw(x), if(x = '', [], [x])), ${members}))`;
  }, `arrayFilter(x -> x != '', [${body}])`);
}

function leafTest(params: SqlParams, filter: BodyFilter): SqlTest {
  switch (filter.op) {
    case 'exists':
      return (x) => `${x} != 'null'`;
    case 'equals':
      return leafEquals(params, filter.value, filter.ignoreCase);
    case 'wildcard':
      return leafWildcard(params, filter.pattern, filter.ignoreCase);
    case 'compare':
      return leafCompare(params, filter.than, filter.value);
  }
}

const isString: SqlTest = (x) => `startsWith(${x}, '"')`;
const isNumber: SqlTest = (x) => `match(${x}, '^[-0-9]')`;

function bindNumber(params: SqlParams, number: number): string {
  return `toFloat64(${params.bind(String(number))})`;
}

function leafEquals(params: SqlParams, value: string, ignoreCase: boolean): SqlTest {
  const equals = sqlEquals(params, value, ignoreCase);
  const number = numberOf(value);
  const wanted = number === undefined ? undefined : bindNumber(params, number);
  const word = ignoreCase ? fold(value) : value;
  const literal = word === 'true' || word === 'false' ? params.bind(word) : undefined;
  return (x) =>
    anyOf([
      `${isString(x)} AND ${equals(`JSONExtractString(${x})`)}`,
      wanted && `${isNumber(x)} AND JSONExtractFloat(${x}) = ${wanted}`,
      literal && `${x} = ${literal}`,
    ]);
}

function leafWildcard(params: SqlParams, pattern: Wildcard, ignoreCase: boolean): SqlTest {
  const matches = sqlWildcard(params, pattern, ignoreCase);
  const canBeNumber = pattern.every((part) => /^[-0-9]*$/.test(part));
  return (x) =>
    anyOf([
      `${isString(x)} AND ${matches(`JSONExtractString(${x})`)}`,
      `${x} IN ('true', 'false') AND ${matches(x)}`,
      canBeNumber &&
        `${isNumber(x)} AND abs(JSONExtractFloat(${x})) <= ${MAX_SAFE_INTEGER} AND trunc(JSONExtractFloat(${x})) = JSONExtractFloat(${x}) AND ${matches(`toString(toInt64(JSONExtractFloat(${x})))`)}`,
    ]);
}

function leafCompare(params: SqlParams, than: Comparison, value: string): SqlTest {
  const number = numberOf(value);
  if (number !== undefined) {
    const wanted = bindNumber(params, number);
    return (x) => `${isNumber(x)} AND JSONExtractFloat(${x}) ${than} ${wanted}`;
  }
  const compares = sqlCompare(params, than, value);
  return (x) => `${isString(x)} AND ${compares(`JSONExtractString(${x})`)}`;
}

function anyOf(conditions: readonly (string | false | undefined)[]): string {
  return conditions
    .filter((condition) => typeof condition === 'string')
    .map((condition) => `(${condition})`)
    .join(' OR ');
}
