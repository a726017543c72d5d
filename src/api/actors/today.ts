import { formatMicros } from '../../event/time.ts';
import { isNamed } from '../../query/actors/whoever-is.ts';
import { bucketsOf } from '../../query/buckets.ts';
import { DEED, readDeed } from '../../query/deed-value.ts';
import { parseTime } from '../../query/time.ts';
import type { Zone } from '../../query/zone.ts';
import type { ScopedEvents } from '../access/scoped-events.ts';
import type { ActorToday, ProfileQuery } from './contract.ts';
import { type HourCount, hourOf, MICROS_A_DAY, MICROS_AN_HOUR } from './hours.ts';

/** Four weeks, so that each weekday is among them four times. */
const BASELINE_DAYS = 28;
/** New values of each kind that are told. */
const MAX_NEW = 20;
/** Hours of the day and the four weeks; where clocks are put back, an hour comes twice. */
const MAX_HOURS = (BASELINE_DAYS + 1) * 24 + 2;

export interface TodayOptions extends Pick<ProfileQuery, 'to' | 'cluster'> {
  /** Microseconds since the epoch. */
  readonly now: number;
  readonly zone: Zone;
  readonly signal: AbortSignal;
}

/** How an actor's last day, up to the end of a span or now, differs from the four weeks before. Throws TIME_INVALID. */
export async function today(
  events: ScopedEvents,
  name: string,
  { to, cluster, now, zone, signal }: TodayOptions,
): Promise<ActorToday> {
  const buckets = bucketsOf('1h', zone);
  const end = buckets.keyOf(Math.min(to ? parseTime(to, now) : now, now) - 1) + MICROS_AN_HOUR;
  const begin = end - MICROS_A_DAY;
  const baseline = begin - BASELINE_DAYS * MICROS_A_DAY;
  const ask = (from: number) =>
    events.ask({ from: formatMicros(from), to: formatMicros(end), ...(cluster ? { cluster } : {}) }, isNamed(name));
  const day = ask(begin);
  const fresh = { stages: 'last', signal, limit: MAX_NEW, since: baseline } as const;
  const [hours, deeds, addresses, userAgents, namespaces] = await Promise.all([
    ask(baseline).histogram(buckets.sql('time'), { stages: 'last', signal, limit: MAX_HOURS }),
    day.firstSeen(DEED, fresh),
    day.firstSeen('sourceIPs', fresh),
    day.firstSeen('userAgent', fresh),
    day.firstSeen('objectRef.namespace', fresh),
  ]);
  const counts = hours.map(({ key, count }) => ({ at: key, count }));
  return {
    from: formatMicros(begin),
    to: formatMicros(end),
    baseline: formatMicros(baseline),
    ...volume(counts, baseline, begin),
    hours: newHours(counts, begin, zone),
    deeds: deeds.map(({ value, ...rest }) => ({ ...readDeed(value), ...rest })),
    ...{ addresses, userAgents, namespaces },
  };
}

/** Events of the last day, and of each day before. */
export function volume(
  hours: readonly HourCount[],
  baseline: number,
  begin: number,
): Pick<ActorToday, 'events' | 'days' | 'usual'> {
  const days = Array.from({ length: BASELINE_DAYS }, () => 0);
  let events = 0;
  for (const { at, count } of hours) {
    const day = Math.floor((at - baseline) / MICROS_A_DAY);
    if (at >= begin) events += count;
    else if (day >= 0) days[day] = (days[day] ?? 0) + count;
  }
  const active = days.filter((count) => count > 0).sort((one, other) => one - other);
  const [least] = active;
  const most = active.at(-1);
  if (least === undefined || most === undefined) return { events, days };
  return { events, days, usual: { days: active.length, least, median: medianOf(active), most } };
}

/** Of numbers in their order. */
function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

/** Hours of the clock in which there is something from a time on, and nothing before; in their order. */
export function newHours(hours: readonly HourCount[], begin: number, zone: Zone): number[] {
  const usual = new Set(hours.filter(({ at }) => at < begin).map(({ at }) => hourOf(at, zone)));
  const now = new Set(hours.filter(({ at }) => at >= begin).map(({ at }) => hourOf(at, zone)));
  return [...now].filter((hour) => !usual.has(hour)).sort((one, other) => one - other);
}
