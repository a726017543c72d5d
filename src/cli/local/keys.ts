import type { Directory } from '../../actors/directory.ts';
import { actorOf } from '../../event/derive.ts';
import type { Field } from '../../event/fields.ts';
import type { Envelope } from '../../event/record.ts';
import { personExpression } from '../../query/actors/person-value.ts';
import type { Buckets } from '../../query/buckets.ts';
import { fileMapping } from '../../query/file-mapping.ts';
import type { SqlCondition } from '../../query/filter.ts';
import { parseField } from '../../query/parse-field.ts';
import { topValues } from '../../query/top-value.ts';
import type { Key } from './count-files.ts';
import { TIME } from './doubts.ts';
import { microsOf } from './reading.ts';
import { createValueReader } from './values.ts';

/** The values of a field. Throws QUERY_FIELD or QUERY_SYNTAX if there is no field of that name. */
export function valueKey(name: string, envelope: Envelope, directory: Directory): Key {
  const path = parseField(name);
  const { isList, ...sql } = topValues(name, fileMapping('line', envelope));
  if (path.field.name === 'actor') return personKey(path.field, sql, envelope, directory);
  return {
    sql,
    isList,
    of: createValueReader(path),
    fields: new Set([path.field]),
  };
}

/** Who acted. The engine reads lines of the envelope's platform; others are read here. */
function personKey(field: Field, actor: SqlCondition, envelope: Envelope, directory: Directory): Key {
  const { sql, params } = personExpression(actor.sql, directory, envelope);
  return {
    sql: { sql, params: { ...actor.params, ...params } },
    isList: false,
    of: (record) => [directory.personOf(actorOf(record.event), record)],
    fields: new Set([field]),
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
