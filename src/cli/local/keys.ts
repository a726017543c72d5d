import type { Envelope } from '../../event/record.ts';
import type { Buckets } from '../../query/buckets.ts';
import { fileMapping } from '../../query/file-mapping.ts';
import { parseField } from '../../query/parse-field.ts';
import { topValues } from '../../query/top-value.ts';
import type { Key } from './count-files.ts';
import { TIME } from './doubts.ts';
import { microsOf } from './reading.ts';
import { createValueReader } from './values.ts';

/** The values of a field. Throws QUERY_FIELD or QUERY_SYNTAX if there is no field of that name. */
export function valueKey(name: string, envelope: Envelope): Key {
  const path = parseField(name);
  const { isList, ...sql } = topValues(name, fileMapping('line', envelope));
  return {
    sql,
    isList,
    of: createValueReader(path),
    fields: new Set([path.field]),
  };
}

/** The stretch of time that an event falls in. */
export function bucketKey(buckets: Buckets): Key {
  const { sql, params } = buckets.sql(TIME);
  return {
    sql: { sql: `toString(${sql})`, params },
    isList: false,
    of: (record) => [String(buckets.keyOf(microsOf(record)))],
    fields: new Set(),
  };
}
