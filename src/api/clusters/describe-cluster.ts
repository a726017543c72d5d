import { microsOf } from '../../event/time.ts';
import { bucketsOf } from '../../query/buckets.ts';
import { UTC } from '../../query/zone.ts';
import type { ScopedEvents } from '../access/scoped-events.ts';
import type { Lack, Recent } from './contract.ts';
import { lacksOf } from './lacks.ts';
import { SILENCE_STEP, SILENCE_STEP_MS } from './silence.ts';

/** What is told of the events of a cluster. */
export interface Described {
  readonly events: number;
  readonly first?: string;
  readonly last?: string;
  readonly lastReceivedAt?: string;
  readonly recent: Recent;
  readonly missing: Lack[];
}

/** A day holds what a cluster does every night as well. */
const RECENT_MS = 24 * 60 * 60 * 1000;
/** Values of a field that are told: of levels and stages there are four, of nodes many. */
const MAX_VALUES = 50;
const MICROS_A_MS = 1000;

/**
 * Asks the store one question after another, so that one who looks at a cluster takes one place among those who ask. `now` is
 * in microseconds since the epoch. Rejects as the store does.
 */
export async function describeCluster(
  events: Pick<ScopedEvents, 'ask'>,
  cluster: string,
  now: number,
  signal: AbortSignal,
): Promise<Described> {
  const all = events.ask({ cluster });
  const [counted] = await all.clusters({ signal });
  const [newest] = counted ? (await all.page({ limit: 1, order: 'desc', signal })).records : [];

  const nowMs = Math.floor(now / MICROS_A_MS);
  const from = new Date(nowMs - RECENT_MS).toISOString();
  const late = events.ask({ cluster, from });
  const top = (field: string) => late.top(field, { limit: MAX_VALUES, stages: 'all', signal });
  const buckets = bucketsOf(SILENCE_STEP, UTC);
  const perStep = await late.histogram(buckets.sql('time'), { limit: STEPS_A_DAY, stages: 'all', signal });
  const recent: Recent = {
    from,
    events: perStep.reduce((sum, { count }) => sum + count, 0),
    levels: await top('level'),
    stages: await top('stage'),
    platforms: await top('platform'),
    components: await top('component'),
    nodes: await top('node'),
    sources: await top('source'),
  };
  return {
    events: counted?.count ?? 0,
    ...(counted ? { first: counted.first, last: counted.last } : {}),
    ...(newest ? { lastReceivedAt: newest.receivedAt } : {}),
    recent,
    missing: lacksOf({
      now: nowMs,
      lastReceived: newest && msOf(newest.receivedAt),
      recent,
      busy: perStep.map(({ key }) => msOf(buckets.startOf(key))).filter((ms) => ms <= nowMs),
    }),
  };
}

/** One more on either end: the day begins and ends within a stretch. Of events of the future, those that come first count. */
const STEPS_A_DAY = RECENT_MS / SILENCE_STEP_MS + 2;

function msOf(time: string): number {
  return Math.floor(microsOf(time) / MICROS_A_MS);
}
