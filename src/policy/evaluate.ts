import type { Attributes } from './attributes.ts';
import { mismatch } from './match.ts';
import type { Level, Policy, Stage } from './policy.ts';

/** What a policy says about a request. */
export interface Decision {
  readonly level: Level;
  /** The rule that decided, from 0; `undefined` if none matches, and then nothing is recorded. */
  readonly rule: number | undefined;
  /** Those of the policy and of the rule. */
  readonly omitStages: readonly Stage[];
  readonly omitManagedFields: boolean;
}

/** The first rule that matches decides. */
export function evaluate(policy: Policy, attributes: Attributes): Decision {
  const rule = policy.rules.findIndex((one) => mismatch(one, attributes) === undefined);
  return decisionOf(policy, rule);
}

/** What is decided by the rule with that number; -1 is none. */
export function decisionOf(policy: Policy, number: number): Decision {
  const rule = policy.rules[number];
  if (!rule) {
    const { omitStages, omitManagedFields } = policy;
    return { level: 'None', rule: undefined, omitStages, omitManagedFields };
  }
  return {
    level: rule.level,
    rule: number,
    omitStages: [...new Set([...policy.omitStages, ...rule.omitStages])],
    omitManagedFields: rule.omitManagedFields ?? policy.omitManagedFields,
  };
}
