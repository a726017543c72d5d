import type { ClustersAnswer } from '../../../../src/api/contract.ts';
import { momentOf, type TimeRange } from '../../ui/time-range/range.ts';

const DAY_MS = 86_400_000;

/** When the newest event was, RFC 3339, where that is before the span begins: nothing is in the span then. `now` in milliseconds. */
export function newestBefore(
  clusters: ClustersAnswer['clusters'],
  { from }: TimeRange,
  cluster: string | undefined,
  now: number,
): string | undefined {
  const begin = from === undefined ? undefined : momentOf(from, now);
  const times = clusters.filter(({ name }) => !cluster || name === cluster).flatMap(({ last }) => last ?? []);
  const newest = times.sort((one, other) => Date.parse(one) - Date.parse(other)).at(-1);
  return begin !== undefined && newest !== undefined && Date.parse(newest) < begin ? newest : undefined;
}

/** The day that ends with an event. */
export function dayUpTo(time: string): TimeRange {
  const moment = Date.parse(time);
  // A span does not hold its end.
  return { from: new Date(moment - DAY_MS).toISOString(), to: new Date(moment + 1).toISOString() };
}
