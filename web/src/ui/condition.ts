import { formatField, formatQuery } from '../../../src/query/format-query.ts';
import { parseField } from '../../../src/query/parse-field.ts';

/** A query for one value of a field; an empty one is missing. Throws where there is no such field. */
export function conditionOf(field: string, value: string): string {
  const path = parseField(field);
  return value === ''
    ? `not ${formatField(path)}: *`
    : formatQuery({ op: 'equals', field: path, value, ignoreCase: false });
}

/** A query for what matches each of several; empty ones match everything. */
export function allOf(...queries: readonly string[]): string {
  const given = queries.filter((query) => query.trim() !== '');
  if (given.length < 2) return given[0] ?? '';
  return given.map((query) => (/\bor\b/i.test(query) ? `(${query})` : query)).join(' and ');
}
