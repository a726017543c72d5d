import { parseTime } from '../query/time.ts';
import type { Selection } from '../store/select.ts';

/** What every question's URL says about the events it is about. */
export interface Question {
  readonly query?: string;
  readonly from?: string;
  readonly to?: string;
  readonly cluster?: string;
}

/** What a question selects beside its query. `now` is in microseconds since the epoch. Throws TIME_INVALID. */
export function spanOf({ from, to, cluster }: Question, now: number): Omit<Selection, 'where'> {
  return {
    ...(from ? { from: parseTime(from, now) } : {}),
    ...(to ? { to: parseTime(to, now) } : {}),
    ...(cluster ? { clusters: clustersOf(cluster) } : {}),
  };
}

export function clustersOf(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
