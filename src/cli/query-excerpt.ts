import { visible } from './render/visible.ts';
import { widthOf } from './render/width.ts';

/** Much longer queries wrap and the marks lose their place. In UTF-16 code units on each side of the error. */
const MAX_AROUND = 60;

/**
 * The query around its error and, under it, `^~~~` at what is wrong. Positions count UTF-16 code units; `end` is
 * exclusive, and may be the end of the query when something is missing there.
 */
export function queryExcerpt(query: string, position: number, end: number): [string, string] {
  const from = clamp(position, 0, query.length);
  const to = clamp(end, from, query.length);
  const start = Math.max(0, from - MAX_AROUND);
  const stop = Math.min(query.length, Math.max(to, from + 1), from + MAX_AROUND);
  const before = (start > 0 ? '…' : '') + visible(query.slice(start, from));
  const wrong = visible(query.slice(from, Math.min(to, stop)));
  const tail = Math.min(query.length, stop + MAX_AROUND);
  const after = visible(query.slice(Math.min(to, stop), tail)) + (tail < query.length ? '…' : '');
  const marks = `^${'~'.repeat(Math.max(0, widthOf(wrong) - 1))}`;
  return [`  ${before}${wrong}${after}`, `  ${' '.repeat(widthOf(before))}${marks}`];
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
