import { parseField } from '../../query/parse-field.ts';
import type { SqlPiece } from '../../store/select.ts';
import type { FacetValue, OverTime } from '../../store/store.ts';

/** Counts over time that are asked for beside others. */
export interface AskedOverTime {
  /** The bucket of an event, an expression of type Int64 that takes few values. */
  readonly key: SqlPiece;
  /** Buckets that are given, the first ones. */
  readonly limit: number;
  /** The field by whose `top` most frequent values each bucket is divided, if any. */
  readonly split?: string | undefined;
  readonly top: number;
}

/** The values of a field, where they are known before any event is looked at and are not too many. Throws QUERY_FIELD. */
export function settledValues(field: string, most: number): readonly string[] | undefined {
  const { values } = parseField(field).field;
  return values && values.length <= most ? values : undefined;
}

/** What the store counts in the pass of the others; `undefined` where it has to be asked for the values first. Throws QUERY_FIELD. */
export function inOnePass(
  { key, limit, split, top }: AskedOverTime,
  expressionOf: (field: string, prefix: string) => FacetValue,
): OverTime | undefined {
  if (split === undefined) return { key, limit };
  const among = settledValues(split, top);
  const value = expressionOf(split, 'over_');
  if (!among || 'parts' in value || value.isList) return undefined;
  return { key, limit, split: { value, among } };
}
