import { formatCount } from '../../ui/format-count.ts';

/** `0`, `0.25`, `3.4`, `120`, `12.3K`: events a second. */
export function formatRate(perSecond: number): string {
  if (perSecond === 0 || perSecond >= 100) return formatCount(Math.round(perSecond));
  if (perSecond < 0.01) return '<0.01';
  return perSecond < 1 ? perSecond.toFixed(2) : perSecond.toFixed(1);
}

const UNITS: readonly (readonly [string, number])[] = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
];

/** `220 ms`, `1.5 s`, `3 min`, `2 h`: a length of time in seconds. */
export function formatDuration(seconds: number): string {
  const size = Math.abs(seconds);
  const unit = UNITS.find(([, width]) => size >= width);
  if (unit) return `${Math.round(seconds / unit[1])} ${unit[0]}`;
  if (size < 1) return `${Math.round(seconds * 1000)} ms`;
  return `${size < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}
