import type { Passage } from '../../pipeline/passage.ts';
import type { Receipt } from '../../sources/intake.ts';
import { createRing, type Ring } from './ring.ts';

/** What was received in one way, or in several together. Times are in milliseconds since the epoch. */
export interface Flow {
  readonly received: number;
  readonly stored: number;
  readonly quarantined: number;
  /** What was not kept, or not whole, by reason. */
  readonly dropped: ReadonlyMap<string, number>;
  readonly lastReceived?: number;
  /** Received in the last minute and quarter of an hour. */
  readonly minute: number;
  readonly quarter: number;
  /** Received in each stretch of `DAY_STRETCH_MS` of the last day, the oldest first, and when the first of them began. */
  readonly day: readonly number[];
  readonly dayFrom: number;
  /** How long before they were received events happened, in milliseconds, of some of the last. */
  readonly lags: readonly number[];
}

/** Counts what is received in one way. */
export interface FlowCounter {
  note(receipt: Receipt, passage: Passage, now: number): void;
  flow(now: number): Flow;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
/** Fine enough for a rate of one minute, coarse enough for memory of 1.5 kB. */
const RATE_STRETCH_MS = 5 * SECOND_MS;
const RATE_STRETCHES = (15 * MINUTE_MS) / RATE_STRETCH_MS;
const STRETCHES_A_MINUTE = MINUTE_MS / RATE_STRETCH_MS;
/** A line of 96 points is as fine as anybody sees. */
export const DAY_STRETCH_MS = 15 * MINUTE_MS;
const DAY_STRETCHES = (24 * 60 * MINUTE_MS) / DAY_STRETCH_MS;
/** Enough for a median; three of each delivery are looked at. */
const MAX_LAGS = 96;
/** A lag of longer ago says nothing of now. */
const LAG_HOLDS_MS = 15 * MINUTE_MS;
/** Reasons are codes of our own; a bound all the same. */
const MAX_REASONS = 64;

export function createFlowCounter(): FlowCounter {
  const rate: Ring = createRing(RATE_STRETCH_MS, RATE_STRETCHES);
  const day: Ring = createRing(DAY_STRETCH_MS, DAY_STRETCHES);
  const dropped = new Map<string, number>();
  const lags: { readonly at: number; readonly ms: number }[] = [];
  let received = 0;
  let stored = 0;
  let quarantined = 0;
  let lastReceived: number | undefined;

  function drop(reason: string, count: number): void {
    const before = dropped.get(reason);
    if (count > 0 && (before !== undefined || dropped.size < MAX_REASONS)) dropped.set(reason, (before ?? 0) + count);
  }

  return {
    note: (receipt, { left, lagsMs }, now) => {
      received += receipt.received;
      stored += receipt.stored;
      quarantined += receipt.quarantined;
      lastReceived = now;
      rate.add(receipt.received, now);
      day.add(receipt.received, now);
      drop('duplicate', receipt.duplicates);
      for (const [reason, count] of left) drop(reason, count);
      for (const ms of lagsMs) lags.push({ at: now, ms });
      if (lags.length > MAX_LAGS) lags.splice(0, lags.length - MAX_LAGS);
    },
    flow: (now) => {
      const rates = rate.counts(now);
      return {
        received,
        stored,
        quarantined,
        dropped: new Map(dropped),
        ...(lastReceived === undefined ? {} : { lastReceived }),
        minute: sum(rates.slice(-STRETCHES_A_MINUTE)),
        quarter: sum(rates),
        day: day.counts(now),
        dayFrom: day.from(now),
        lags: lags.filter(({ at }) => now - at < LAG_HOLDS_MS).map(({ ms }) => ms),
      };
    },
  };
}

/** What several flows, of the same time, are together; there must be one at least. */
export function addFlows(flows: readonly [Flow, ...Flow[]]): Flow {
  return flows.reduce((one, other) => ({
    received: one.received + other.received,
    stored: one.stored + other.stored,
    quarantined: one.quarantined + other.quarantined,
    dropped: addCounts(one.dropped, other.dropped),
    ...latest(one.lastReceived, other.lastReceived),
    minute: one.minute + other.minute,
    quarter: one.quarter + other.quarter,
    day: one.day.map((count, i) => count + (other.day[i] ?? 0)),
    dayFrom: one.dayFrom,
    lags: [...one.lags, ...other.lags],
  }));
}

function addCounts(one: Flow['dropped'], other: Flow['dropped']): Flow['dropped'] {
  const both = new Map(one);
  for (const [reason, count] of other) both.set(reason, (both.get(reason) ?? 0) + count);
  return both;
}

function latest(one: number | undefined, other: number | undefined): Pick<Flow, 'lastReceived'> {
  if (one === undefined && other === undefined) return {};
  return { lastReceived: Math.max(one ?? 0, other ?? 0) };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
