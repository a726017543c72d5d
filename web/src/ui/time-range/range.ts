/** A span of time as addresses and questions have it: RFC 3339, or relative such as `now-24h`. Without `from`, all times. */
export interface TimeRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export const RELATIVE: readonly { readonly from: string | undefined; readonly label: string }[] = [
  { from: 'now-15m', label: 'Last 15 minutes' },
  { from: 'now-1h', label: 'Last hour' },
  { from: 'now-4h', label: 'Last 4 hours' },
  { from: 'now-24h', label: 'Last 24 hours' },
  { from: 'now-7d', label: 'Last 7 days' },
  { from: 'now-30d', label: 'Last 30 days' },
  { from: 'now-90d', label: 'Last 90 days' },
  { from: undefined, label: 'All times' },
];

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };
const AGO = /^(?:now-)?(\d+)([smhdw])$/;

/** A time as milliseconds since the epoch; `undefined` where it is none that is understood here. */
export function momentOf(time: string, now: number): number | undefined {
  if (time === 'now') return now;
  const [, count, unit = ''] = AGO.exec(time) ?? [];
  if (count !== undefined) return now - Number(count) * (SECONDS[unit] ?? 1) * 1000;
  const moment = Date.parse(time);
  return Number.isNaN(moment) ? undefined : moment;
}

/** The same span, `factor` times as wide around its middle, not beyond now; `undefined` where it has no bounds. */
export function widened({ from, to = 'now' }: TimeRange, now: number, factor = 2): TimeRange | undefined {
  const [begin, end] = [from === undefined ? undefined : momentOf(from, now), momentOf(to, now)];
  if (begin === undefined || end === undefined) return undefined;
  const grown = ((end - begin) * (factor - 1)) / 2;
  const last = end + grown;
  const first = begin - grown - Math.max(0, last - now);
  return {
    from: new Date(first).toISOString(),
    to: last >= now ? undefined : new Date(last).toISOString(),
  };
}
