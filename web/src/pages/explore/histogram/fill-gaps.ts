/** A bucket without events is not in the answer. */
interface Bucket {
  readonly time: string;
}

/** Milliseconds of each unit; months and years have their mean. */
const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_629_746_000,
  y: 31_556_952_000,
};
/** The server gives no more. */
const MAX_BARS = 4_000;

/** The width of a bucket such as `15m`, in milliseconds. */
export function widthOf(by: string): number {
  return Number.parseInt(by, 10) * (UNITS[by.at(-1) ?? ''] ?? 1_000);
}

/** The beginnings of all buckets of a span, in milliseconds, each with its bucket where there are events. */
export function fillGaps<T extends Bucket>(
  buckets: readonly T[],
  by: string,
  span: { readonly from?: string | undefined; readonly to?: string | undefined },
): { readonly time: number; readonly bucket: T | undefined }[] {
  const width = widthOf(by);
  const known = buckets.map((bucket) => ({ time: Date.parse(bucket.time), bucket }));
  const first = known[0]?.time ?? (span.from ? Math.floor(Date.parse(span.from) / width) * width : 0);
  const from = span.from ? Date.parse(span.from) : first;
  const to = Math.max(span.to ? Date.parse(span.to) : 0, (known.at(-1)?.time ?? first) + 1);
  const filled: { time: number; bucket: T | undefined }[] = [];
  let time = first - Math.max(0, Math.floor((first - from + width - 1) / width)) * width;
  let next = 0;
  while ((time < to || next < known.length) && filled.length < MAX_BARS) {
    const bar = known[next];
    // Days with another number of hours, and months, begin somewhat beside where equal widths would.
    const isHere = bar !== undefined && bar.time < time + width / 2;
    filled.push(isHere ? bar : { time, bucket: undefined });
    time = (isHere ? bar.time : time) + width;
    if (isHere) next++;
  }
  return filled;
}
