import type { FlowAnswer } from './contract.ts';
import { DAY_STRETCH_MS, type Flow } from './flow.ts';

const MINUTE_S = 60;
const QUARTER_S = 15 * MINUTE_S;
/** Of a server that has just begun, a rate over its first moments would be noise. */
const SHORTEST_S = 5;

/** A flow as it is told. `runningMs` is for how long it has been counted: what is younger than a window is divided by its age. */
export function flowAnswer(flow: Flow, runningMs: number): FlowAnswer {
  const { received, stored, quarantined, dropped, lastReceived, day, dayFrom } = flow;
  const perSecond = (count: number, seconds: number) =>
    rounded(count / Math.min(seconds, Math.max(SHORTEST_S, runningMs / 1000)));
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
    day: { from: new Date(dayFrom).toISOString(), stretchSeconds: DAY_STRETCH_MS / 1000, counts: [...day] },
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
