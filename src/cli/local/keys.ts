import { VerbatimError } from '../../errors.ts';
import type { Envelope } from '../../event/record.ts';
import { formatMicros } from '../../event/time.ts';
import { fileMapping } from '../../query/file-mapping.ts';
import { parseField } from '../../query/parse-field.ts';
import { topValue } from '../../query/top-value.ts';
import type { Key } from './count-files.ts';
import { TIME } from './doubts.ts';
import { microsOf } from './reading.ts';
import { createValueReader } from './values.ts';

/** The values of a field. Throws QUERY_FIELD or QUERY_SYNTAX if there is no field of that name. */
export function valueKey(name: string, envelope: Envelope): Key {
  const path = parseField(name);
  return {
    sql: topValue(name, fileMapping('line', envelope)),
    of: createValueReader(path),
    fields: new Set([path.field]),
  };
}

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 } as const;
const MICROS_A_SECOND = 1_000_000;

export interface BucketKey {
  readonly key: Key;
  /** When the bucket of a key begins, RFC 3339. */
  readonly timeOf: (key: string) => string;
}

/** The stretch of time that an event falls in: a number and s, m, h, d or w. Throws TIME_INVALID. */
export function bucketKey(by: string): BucketKey {
  const match = /^([1-9]\d{0,5})([smhdw])$/.exec(by);
  if (!match) {
    const detail = `a bucket cannot be "${by}" wide; expected a number and s, m, h, d or w, as in 15m`;
    throw new VerbatimError('TIME_INVALID', detail);
  }
  const width = Number(match[1]) * SECONDS[match[2] as keyof typeof SECONDS] * MICROS_A_SECOND;
  const key: Key = {
    sql: {
      sql: `toString(intDiv(toUnixTimestamp64Micro(${TIME}), {width:Int64}))`,
      params: { width: String(width) },
    },
    of: (record) => [String(Math.floor(microsOf(record) / width))],
    fields: new Set(),
  };
  return { key, timeOf: (bucket) => formatMicros(Number(bucket) * width) };
}
