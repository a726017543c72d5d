import { LEVELS } from '../../event/event.ts';
import type { TrafficGroup } from '../../event/traffic.ts';
import type { Decision } from '../evaluate.ts';
import { STEPS, type Step } from './steps.ts';

/** Traffic with what is recorded of it so far. */
export interface Decided {
  readonly group: TrafficGroup;
  decision: Decision;
  bytes: number;
}

/** A saving that was chosen: one kind of thing, for one user or for all. */
export interface Saving {
  readonly step: Step;
  readonly user: string | undefined;
  readonly group: Pick<TrafficGroup, 'apiGroup' | 'resource' | 'subresource'>;
  readonly bytes: number;
  readonly events: number;
}

interface Candidate {
  readonly user: string | undefined;
  readonly members: { readonly one: Decided; readonly decision: Decision; readonly bytes: number }[];
  saves: number;
}

/**
 * Takes savings, of the least valuable traffic first and there the largest, until no more than `budget` bytes are left. The
 * decisions of what is saved are changed in place.
 */
export function choose(
  traffic: readonly Decided[],
  budget: number,
  costOf: (group: TrafficGroup, decision: Decision) => number,
): Saving[] {
  const savings: Saving[] = [];
  let left = traffic.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const step of STEPS) {
    if (left <= budget) break;
    const candidates = candidatesOf(step, traffic, costOf);
    for (const { user, members, saves } of candidates) {
      if (left <= budget) break;
      const [{ one }] = members as [Candidate['members'][number]];
      const events = members.reduce((sum, { one: { group } }) => sum + group.events, 0);
      for (const { one, decision, bytes } of members) Object.assign(one, { decision, bytes });
      left -= saves;
      savings.push({ step, user, group: one.group, bytes: saves, events });
    }
  }
  return savings;
}

/** What a step could save, the largest first; of those that save as much, in an order that does not depend on that of the traffic. */
function candidatesOf(
  step: Step,
  traffic: readonly Decided[],
  costOf: (group: TrafficGroup, decision: Decision) => number,
): Candidate[] {
  const candidates = new Map<string, Candidate>();
  for (const one of traffic) {
    const { group, decision: before } = one;
    if (isBelow(before.level, step.level) || before.level === step.level || !step.covers(group)) continue;
    const user = step.namesUser ? group.user : undefined;
    const key = JSON.stringify(step.paths ? [] : [user, group.apiGroup, group.resource, group.subresource]);
    const candidate = candidates.get(key) ?? { user, members: [], saves: 0 };
    const decision = { ...before, level: step.level };
    const bytes = costOf(group, decision);
    candidate.members.push({ one, decision, bytes });
    candidate.saves += one.bytes - bytes;
    candidates.set(key, candidate);
  }
  return [...candidates]
    .filter(([, { saves }]) => saves > 0)
    .sort(([one, a], [other, b]) => b.saves - a.saves || (one < other ? -1 : 1))
    .map(([, candidate]) => candidate);
}

function isBelow(a: Decision['level'], b: Decision['level']): boolean {
  return LEVELS.indexOf(a) < LEVELS.indexOf(b);
}
