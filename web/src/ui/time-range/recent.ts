import type { TimeRange } from './range.ts';

const KEY = 'verbatim.times';
/** As many as the usual spans beside them. */
const MAX_RECENT = 6;

/** Spans of one's own that were chosen in this browser, the last one first. */
export function recentRanges(): TimeRange[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isRange) : [];
  } catch {
    // A browser that keeps nothing has none.
    return [];
  }
}

export function rememberRange({ from, to }: TimeRange): void {
  if (from === undefined && to === undefined) return;
  try {
    const others = recentRanges().filter((one) => one.from !== from || one.to !== to);
    localStorage.setItem(KEY, JSON.stringify([{ from, to }, ...others].slice(0, MAX_RECENT)));
  } catch {
    // See above.
  }
}

function isRange(value: unknown): value is TimeRange {
  if (typeof value !== 'object' || value === null) return false;
  const { from, to } = value as Record<string, unknown>;
  return [from, to].every((time) => time === undefined || typeof time === 'string');
}
