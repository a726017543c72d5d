import type { Zone } from '../app/settings.tsx';

/** `2026-03-01 03:12:09.123`: sorts as it reads, in every language. */
export function formatTime(time: string, zone: Zone): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  const parts = zone === 'UTC' ? utc(date) : local(date);
  return `${parts[0]} ${parts[1]}.${String(date.getUTCMilliseconds()).padStart(3, '0')}`;
}

function utc(date: Date): [string, string] {
  const iso = date.toISOString();
  return [iso.slice(0, 10), iso.slice(11, 19)];
}

function local(date: Date): [string, string] {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return [day, `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`];
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' });

/** `5 min. ago`; `now` is in milliseconds since the epoch. */
export function formatAgo(time: string, now: number): string {
  const seconds = (new Date(time).getTime() - now) / 1000;
  if (Number.isNaN(seconds)) return time;
  const [unit, width] = STEPS.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  // Less than a second is past: nothing is “in 0 sec.”.
  return RELATIVE.format(Math.trunc(seconds / width) || -0, unit);
}
