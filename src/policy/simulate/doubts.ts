import type { TrafficGroup } from '../../event/traffic.ts';
import { levelOf } from '../level.ts';
import type { Policy } from '../policy.ts';
import type { PolicyReplay } from './replay-policy.ts';
import type { Doubts } from './report.ts';

type Decided = ReturnType<PolicyReplay['decide']>;

/** Notes what cannot be told, while traffic goes through policies. */
export interface DoubtsKept {
  readonly add: (group: TrafficGroup, decided: readonly Decided[]) => void;
  readonly report: () => Doubts;
}

export function keepDoubts(policies: readonly Policy[]): DoubtsKept {
  const asksPaths = policies.some(({ rules }) => rules.some(({ nonResourceURLs }) => nonResourceURLs.length > 0));
  const lower = new Map<string, number>();
  let withoutPath = 0;
  let firstStages = 0;
  let expectedFirstStages = 0;

  return {
    add: (group, decided) => {
      const { events, stage, resource, path } = group;
      if (decided.some(({ outcome: { unseen } }) => unseen.requests + unseen.responses > 0)) {
        lower.set(levelOf({ level: group.level }), (lower.get(levelOf({ level: group.level })) ?? 0) + events);
      }
      if (asksPaths && resource === '' && path === '') withoutPath += events;
      if (stage === 'RequestReceived') firstStages += events;
      else if (isLast(stage) && decided.some(({ decision }) => recordsFirstStage(decision))) {
        expectedFirstStages += events;
      }
    },
    report: () => ({
      recordedLower: [...lower].map(([level, events]) => ({ level, events })),
      withoutPath,
      // Where there are any, the recording policy kept them, and those that are missing are at the edges.
      withoutFirstStage: firstStages > 0 ? 0 : expectedFirstStages,
    }),
  };
}

function isLast(stage: string): boolean {
  return stage === 'ResponseComplete' || stage === 'Panic';
}

function recordsFirstStage({ level, omitStages }: Decided['decision']): boolean {
  return level !== 'None' && !omitStages.includes('RequestReceived');
}
