import type { Listed } from './listed.ts';

/** More rows a page that stays open all day need not hold. */
export const MAX_LIVE = 2_000;

export interface LiveRows {
  /** Newest first. */
  readonly rows: readonly Listed[];
  /** What came while it was paused, newest first. */
  readonly held: readonly Listed[];
  /** So many the server passed over, or there was no room for. */
  readonly missed: number;
}

export const NO_ROWS: LiveRows = { rows: [], held: [], missed: 0 };

/** Adds what came, in the order in which it came. */
export function addRecords(
  { rows, held, missed }: LiveRows,
  came: readonly Listed[],
  passedOver: number,
  isPaused: boolean,
): LiveRows {
  const newest = came.toReversed();
  if (!isPaused) return { rows: [...newest, ...rows].slice(0, MAX_LIVE), held, missed: missed + passedOver };
  const all = [...newest, ...held];
  return { rows, held: all.slice(0, MAX_LIVE), missed: missed + passedOver + Math.max(0, all.length - MAX_LIVE) };
}

export function resume({ rows, held, missed }: LiveRows): LiveRows {
  return { rows: [...held, ...rows].slice(0, MAX_LIVE), held: [], missed };
}
