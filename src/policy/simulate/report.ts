import type { TrafficSample } from '../../event/traffic.ts';
import type { Level } from '../policy.ts';
import type { Estimate } from './estimate.ts';
import type { Kind } from './kind.ts';
import type { Detail } from './outcome.ts';

/** Events, and what they take. */
export interface Volume {
  readonly events: number;
  readonly bytes: number;
}

export interface Estimated extends Estimate {
  readonly events: number;
}

/** What recorded traffic becomes under one policy or two. */
export interface SimulationReport {
  readonly recorded: Volume;
  readonly policy: PolicyReport;
  readonly against?: PolicyReport;
  /** From the other policy to the first, or, where there is one policy only, from what was recorded to it. */
  readonly difference: Difference;
  readonly doubts: Doubts;
}

export interface PolicyReport {
  readonly total: Estimated;
  /** In the order of the policy; the last is what no rule matches. */
  readonly rules: readonly RuleReport[];
  /** The numbers of the rules that decided nothing. */
  readonly neverMatched: readonly number[];
}

export interface RuleReport {
  /** From 0; `null`: no rule matches. */
  readonly rule: number | null;
  readonly level: Level;
  /** Where the rule stands in its file, from 1; 0: no rule. */
  readonly line: number;
  /** What was recorded of the requests that it decides. */
  readonly decided: Volume;
  /** What it records of them. */
  readonly records: Estimated;
  readonly samples: readonly TrafficSample[];
}

export interface Difference {
  /** Events that are recorded now and were not, and the other way round. */
  readonly gainedEvents: number;
  readonly lostEvents: number;
  /** By how much the log grows; negative: shrinks. */
  readonly bytes: Estimate;
  /** Those of the most events first. */
  readonly changes: readonly Change[];
  /** Changes that are left out because there are too many. */
  readonly moreChanges: number;
}

/** One kind of request of which another part is recorded. */
export interface Change extends Kind {
  readonly events: number;
  readonly from: Level;
  readonly to: Level;
  /** Who decides before and after; `null`: no rule, or the record. */
  readonly fromRule: number | null;
  readonly toRule: number | null;
  readonly lost: readonly Detail[];
  readonly gained: readonly Detail[];
  readonly bytes: Estimate;
  readonly sample: TrafficSample;
}

/** Where the traffic does not hold what is needed to tell. */
export interface Doubts {
  /** Events of which a policy records more than was recorded, by the level at which they were. */
  readonly recordedLower: readonly { readonly level: string; readonly events: number }[];
  /** Events without resource and path: rules about paths cannot be asked. */
  readonly withoutPath: number;
  /** Requests whose first stage would be recorded and was not. They are not in the figures. */
  readonly withoutFirstStage: number;
}
