import type { Zone } from '../../app/settings.tsx';
import { formatTime } from '../format-time.ts';
import { visibleText } from '../visible-text.ts';
import { RELATIVE, type TimeRange } from './range.ts';

const UNITS: Readonly<Record<string, string>> = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' };
const AGO = /^(?:now-)?(\d+)([smhdw])$/;

/** Of what stands in an address and is no time: longer than any that is one. */
const MAX_UNKNOWN = 40;

/** What a span is called: `Last 6 hours`, or from when to when. */
export function rangeLabel({ from, to }: TimeRange, zone: Zone): string {
  const known = to === undefined && RELATIVE.find((one) => one.from === from);
  if (known) return known.label;
  if (to === undefined && from !== undefined && AGO.test(from)) return `Last ${lengthOf(from)}`;
  return `${from === undefined ? 'the beginning' : momentLabel(from, zone)} – ${to === undefined ? 'now' : momentLabel(to, zone)}`;
}

function lengthOf(time: string): string {
  const [, count = '', unit = ''] = AGO.exec(time) ?? [];
  return `${count} ${UNITS[unit]}${count === '1' ? '' : 's'}`;
}

function momentLabel(time: string, zone: Zone): string {
  if (AGO.test(time)) return `${lengthOf(time)} ago`;
  return Number.isNaN(Date.parse(time)) ? visibleText(time, MAX_UNKNOWN).text : formatTime(time, zone).slice(0, 19);
}
