import type { TrafficGroup } from '../../event/traffic.ts';
import { compile } from '../compile.ts';
import type { Decision } from '../evaluate.ts';
import type { Policy } from '../policy.ts';
import { attributesOfGroup } from './attributes-of-group.ts';
import type { BodyAverages } from './body-averages.ts';
import { createTally, type Tally } from './estimate.ts';
import { type FirstSamples, firstSamples } from './first-samples.ts';
import { asDecided, type Outcome } from './outcome.ts';
import type { PolicyReport, RuleReport } from './report.ts';

/** One policy while traffic goes through it. */
export interface PolicyReplay {
  readonly decide: (group: TrafficGroup) => { readonly decision: Decision; readonly outcome: Outcome };
  readonly report: (averages: BodyAverages) => PolicyReport;
}

/** Enough to see what a rule is about. */
const MAX_SAMPLES = 3;

interface RuleState {
  decidedEvents: number;
  decidedBytes: number;
  readonly tally: Tally;
  readonly samples: FirstSamples;
}

export function replayPolicy(policy: Policy): PolicyReplay {
  const decide = compile(policy);
  const total = createTally();
  const states = new Map<number | undefined, RuleState>();

  function stateOf(rule: number | undefined): RuleState {
    let state = states.get(rule);
    if (!state) {
      state = { decidedEvents: 0, decidedBytes: 0, tally: createTally(), samples: firstSamples(MAX_SAMPLES) };
      states.set(rule, state);
    }
    return state;
  }

  function reportOf(rule: number | undefined, averages: BodyAverages): RuleReport {
    const { decidedEvents, decidedBytes, tally, samples } = stateOf(rule);
    const { level, place } = (rule === undefined ? undefined : policy.rules[rule]) ?? {
      level: 'None',
      place: { line: 0 },
    };
    return {
      rule: rule ?? null,
      level,
      line: place.line,
      decided: { events: decidedEvents, bytes: decidedBytes },
      records: { events: tally.events(), ...tally.estimate(averages) },
      samples: samples.all(),
    };
  }

  return {
    decide: (group) => {
      const decision = decide(attributesOfGroup(group));
      const outcome = asDecided(group, decision);
      const state = stateOf(decision.rule);
      state.decidedEvents += group.events;
      state.decidedBytes += group.bytes;
      state.tally.add(group, outcome);
      state.samples.add(group);
      total.add(group, outcome);
      return { decision, outcome };
    },
    report: (averages) => {
      const numbers = policy.rules.map((_, rule) => rule);
      return {
        total: { events: total.events(), ...total.estimate(averages) },
        rules: [...numbers, undefined].map((rule) => reportOf(rule, averages)),
        neverMatched: numbers.filter((rule) => stateOf(rule).decidedEvents === 0),
      };
    },
  };
}
