import type { Zone } from '../../app/settings.tsx';
import { formatTime } from '../format-time.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Labels of moments along an axis: the time of day, with the day below where it begins; days alone where a step is one or more. */
export function timeLabels(moments: readonly number[], step: number, zone: Zone): string[] {
  let shown = '';
  return moments.map((moment) => {
    const text = formatTime(new Date(moment).toISOString(), zone);
    const day = text.slice(5, 10);
    if (step >= DAY_MS) return day;
    const time = text.slice(11, step < MINUTE_MS ? 19 : 16);
    if (day === shown) return time;
    shown = day;
    return `${time}\n${day}`;
  });
}
