import type { TrafficGroup } from '../../event/traffic.ts';
import type { BodyAverages } from './body-averages.ts';
import { createTally, type Estimate, type Tally } from './estimate.ts';
import { type FirstSamples, firstSamples } from './first-samples.ts';
import { kindOf } from './kind.ts';
import type { Outcome } from './outcome.ts';
import type { Change, Difference } from './report.ts';

/** An outcome and the number of the rule that decided it. */
export interface Side {
  readonly outcome: Outcome;
  readonly rule: number | undefined;
}

/** What differs between two outcomes of the same traffic. */
export interface Changes {
  readonly add: (group: TrafficGroup, before: Side, after: Side) => void;
  readonly report: (averages: BodyAverages) => Difference;
}

/** As many as anybody reads. */
const MAX_SHOWN = 200;
/** More kinds of changes than these are counted, not told apart. */
const MAX_KEPT = 20_000;

interface Kept extends Omit<Change, 'bytes' | 'events' | 'sample'> {
  events: number;
  readonly samples: FirstSamples;
  readonly before: Tally;
  readonly after: Tally;
}

export function createChanges(): Changes {
  const kept = new Map<string, Kept>();
  const before = createTally();
  const after = createTally();
  let gainedEvents = 0;
  let lostEvents = 0;
  let beyond = 0;

  return {
    add: (group, from, to) => {
      before.add(group, from.outcome);
      after.add(group, to.outcome);
      const lost = from.outcome.details.filter((detail) => !to.outcome.details.includes(detail));
      const gained = to.outcome.details.filter((detail) => !from.outcome.details.includes(detail));
      if (lost.length + gained.length === 0) return;
      if (lost.includes('event')) lostEvents += group.events;
      if (gained.includes('event')) gainedEvents += group.events;
      const about = {
        ...kindOf(group),
        from: from.outcome.level,
        to: to.outcome.level,
        fromRule: from.rule ?? null,
        toRule: to.rule ?? null,
        // Without the event, nothing of it is there; that goes without saying.
        lost: lost.includes('event') ? (['event'] as const) : lost,
        gained,
      };
      const key = JSON.stringify(about);
      let change = kept.get(key);
      if (!change) {
        if (kept.size >= MAX_KEPT) {
          beyond++;
          return;
        }
        change = { ...about, events: 0, samples: firstSamples(1), before: createTally(), after: createTally() };
        kept.set(key, change);
      }
      change.events += group.events;
      change.samples.add(group);
      change.before.add(group, from.outcome);
      change.after.add(group, to.outcome);
    },
    report: (averages) => {
      const sorted = [...kept].sort(byEvents).map(([, change]) => change);
      return {
        gainedEvents,
        lostEvents,
        bytes: growth(before.estimate(averages), after.estimate(averages)),
        changes: sorted.slice(0, MAX_SHOWN).map(({ before, after, samples, ...change }) => ({
          ...change,
          sample: samples.all()[0] ?? {},
          bytes: growth(before.estimate(averages), after.estimate(averages)),
        })),
        moreChanges: Math.max(0, sorted.length - MAX_SHOWN) + beyond,
      };
    },
  };
}

/** Of as many events each, by what they are: in which order the store gives them means nothing. */
function byEvents([one, a]: readonly [string, Kept], [other, b]: readonly [string, Kept]): number {
  return b.events - a.events || (one < other ? -1 : 1);
}

function growth(before: Estimate, after: Estimate): Estimate {
  return {
    bytes: after.bytes - before.bytes,
    estimatedBytes: after.estimatedBytes - before.estimatedBytes,
    unknownBodies: after.unknownBodies - before.unknownBodies,
  };
}
