import type { Row } from '../engine.ts';
import type { SqlPiece } from '../select.ts';
import type { OverTime, SplitBucket } from './counts.ts';

/** The column of the packed buckets. */
export const OVER_TIME = 'over_time';

/**
 * The bucket of a row and the number of its value, from 1 on, 0 for all others, as one whole number: to group by two keys costs
 * the engine a third more. They are unpacked in SQL, as the number may be beyond what a program holds exactly.
 */
export function packed({ key, split }: OverTime): SqlPiece & { readonly unpacked: string } {
  const among = split?.among ?? [];
  const kinds = among.length + 1;
  const numbers = among.map((_, i) => i + 1).join(', ');
  const kind =
    split && among.length > 0
      ? ` + transform(toString(${split.value.sql}), {split_among:Array(String)}, [${numbers}], 0)`
      : '';
  const rest = `positiveModulo(${OVER_TIME}, ${kinds})`;
  return {
    sql: `toInt64((${key.sql}) * ${kinds}${kind})`,
    params: { ...key.params, ...split?.value.params, ...(kind ? { split_among: among } : {}) },
    unpacked: `intDiv(${OVER_TIME} - ${rest}, ${kinds}), ${rest}`,
  };
}

/** Rows in the order of the packed numbers; each ends with the bucket and the number of the value. */
export function readBuckets(rows: readonly Row[], { split, limit }: OverTime): SplitBucket[] {
  const buckets: { readonly key: number; count: number; readonly values: Map<string, number> }[] = [];
  for (const [, , n, bucket, kind] of rows) {
    const [key, count] = [Number(bucket), Number(n)];
    const value = split?.among[Number(kind) - 1];
    let last = buckets.at(-1);
    if (last?.key !== key) {
      last = { key, count: 0, values: new Map() };
      buckets.push(last);
    }
    last.count += count;
    if (value !== undefined) last.values.set(value, count);
  }
  return buckets.slice(0, limit);
}
