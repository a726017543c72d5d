import type { TrafficGroup } from '../../event/traffic.ts';
import type { Policy } from '../policy.ts';
import { createBodyAverages } from './body-averages.ts';
import { createChanges } from './changes.ts';
import { keepDoubts } from './doubts.ts';
import { asRecorded } from './outcome.ts';
import { replayPolicy } from './replay-policy.ts';
import type { SimulationReport } from './report.ts';

/** Recorded traffic on its way through one policy or two. What it holds grows with rules and kinds, not with events. */
export interface Simulation {
  /** Groups of the shape of the policies, or of one that tells more apart. The same group may come in parts. */
  readonly add: (group: TrafficGroup) => void;
  readonly report: () => SimulationReport;
}

/** Replays traffic through a policy, and through another with which it is compared. */
export function createSimulation(policy: Policy, against?: Policy): Simulation {
  const first = replayPolicy(policy);
  const second = against && replayPolicy(against);
  const averages = createBodyAverages();
  const changes = createChanges();
  const doubts = keepDoubts(against ? [policy, against] : [policy]);
  let events = 0;
  let bytes = 0;

  return {
    add: (group) => {
      events += group.events;
      bytes += group.bytes;
      averages.add(group);
      const after = first.decide(group);
      const before = second?.decide(group);
      const from = before
        ? { outcome: before.outcome, rule: before.decision.rule }
        : { outcome: asRecorded(group), rule: undefined };
      changes.add(group, from, { outcome: after.outcome, rule: after.decision.rule });
      doubts.add(group, before ? [after, before] : [after]);
    },
    report: () => ({
      recorded: { events, bytes },
      policy: first.report(averages),
      ...(second ? { against: second.report(averages) } : {}),
      difference: changes.report(averages),
      doubts: doubts.report(),
    }),
  };
}
