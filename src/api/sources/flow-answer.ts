import type { FlowAnswer } from './contract.ts';
import { DAY_STRETCH_MS, type Flow } from './flow.ts';

const MINUTE_S = 60;
const QUARTER_S = 15 * MINUTE_S;
/** Of a server that has just begun, a rate over its first moments would be noise. */
const SHORTEST_S = 5;

/** In milliseconds since the epoch: now, and since when is counted. */
export interface Counted {
  readonly now: number;
  readonly since: number;
}

/** A flow as it is told. What is younger than a window is divided by its age, and of a day only what was counted is told. */
export function flowAnswer(flow: Flow, { now, since }: Counted): FlowAnswer {
  const { received, stored, quarantined, dropped, lastReceived, day, dayFrom } = flow;
  const perSecond = (count: number, seconds: number) =>
    rounded(count / Math.min(seconds, Math.max(SHORTEST_S, (now - since) / 1000)));
  const uncounted = Math.min(day.length - 1, Math.max(0, Math.floor((since - dayFrom) / DAY_STRETCH_MS)));
  const lag = lagOf(flow.lags);
  return {
    received,
    stored,
    quarantined,
    dropped: [...dropped]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
    ...(lastReceived === undefined ? {} : { lastReceivedAt: new Date(lastReceived).toISOString() }),
    perSecond: { minute: perSecond(flow.minute, MINUTE_S), quarterHour: perSecond(flow.quarter, QUARTER_S) },
    day: {
      from: new Date(dayFrom + uncounted * DAY_STRETCH_MS).toISOString(),
      stretchSeconds: DAY_STRETCH_MS / 1000,
      counts: day.slice(uncounted),
    },
    ...(lag ? { lag } : {}),
  };
}

function lagOf(lags: readonly number[]): FlowAnswer['lag'] {
  if (lags.length === 0) return undefined;
  const sorted = [...lags].sort((a, b) => a - b);
  const seconds = (i: number) => rounded((sorted[i] ?? 0) / 1000);
  return { median: seconds((sorted.length - 1) >> 1), max: seconds(sorted.length - 1) };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
