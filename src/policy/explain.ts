import { STAGES } from '../event/event.ts';
import type { Attributes } from './attributes.ts';
import { type Decision, decisionOf } from './evaluate.ts';
import { type Condition, mismatch } from './match.ts';
import type { Policy, PolicyRule, Stage } from './policy.ts';

/** Why a policy decides as it does about one request. */
export interface Explanation {
  readonly decision: Decision;
  /** Every rule that was asked, in order; the last one decided, if any did. */
  readonly steps: readonly Step[];
  readonly recorded: Recorded;
}

export interface Step {
  /** From 0. */
  readonly rule: number;
  /** Where the rule stands in its file, from 1. */
  readonly line: number;
  readonly matches: boolean;
  /** The condition that the request does not meet, and what it asks for against what the request has. */
  readonly because?: { readonly condition: Condition; readonly wanted: string; readonly found: string };
}

/** What of the request will be in the log. */
export interface Recorded {
  readonly stages: readonly Stage[];
  readonly requestObject: boolean;
  readonly responseObject: boolean;
  readonly managedFields: boolean;
}

export function explain(policy: Policy, attributes: Attributes): Explanation {
  const steps: Step[] = [];
  for (const [number, rule] of policy.rules.entries()) {
    const condition = mismatch(rule, attributes);
    const step = { rule: number, line: rule.place.line, matches: condition === undefined };
    steps.push(condition ? { ...step, because: because(condition, rule, attributes) } : step);
    if (!condition) return explained(decisionOf(policy, number), steps);
  }
  return explained(decisionOf(policy, -1), steps);
}

function explained(decision: Decision, steps: readonly Step[]): Explanation {
  const { level, omitStages, omitManagedFields } = decision;
  const isRecorded = level !== 'None';
  return {
    decision,
    steps,
    recorded: {
      stages: isRecorded ? STAGES.filter((stage) => !omitStages.includes(stage)) : [],
      requestObject: level === 'Request' || level === 'RequestResponse',
      responseObject: level === 'RequestResponse',
      managedFields: isRecorded && !omitManagedFields,
    },
  };
}

function because(condition: Condition, rule: PolicyRule, attributes: Attributes): Required<Step>['because'] {
  return { condition, wanted: wanted(condition, rule), found: found(condition, attributes) };
}

function wanted(condition: Condition, rule: PolicyRule): string {
  if (condition !== 'resources') return list(rule[condition]);
  return list(
    rule.resources.map(({ group, resources, resourceNames }) => {
      const names = resourceNames.length > 0 ? ` named ${list(resourceNames)}` : '';
      return `${resources.length > 0 ? resources.join(', ') : 'all'}${names} of ${group || 'the core group'}`;
    }),
  );
}

function found(condition: Condition, { user, groups, verb, resource, path }: Attributes): string {
  const noResource = `no resource, but ${path || 'a request without a path'}`;
  switch (condition) {
    case 'users':
      return user ?? 'nobody who authenticated';
    case 'userGroups':
      return list(groups);
    case 'verbs':
      return verb;
    case 'namespaces':
      return resource ? named(resource.namespace) : noResource;
    case 'resources': {
      if (!resource) return noResource;
      const kind = resource.subresource ? `${resource.resource}/${resource.subresource}` : resource.resource;
      return `${kind}${resource.name ? ` named ${resource.name}` : ''} of ${resource.group || 'the core group'}`;
    }
    case 'nonResourceURLs':
      return resource ? `the resource ${resource.resource}` : path;
  }
}

function list(words: readonly string[]): string {
  return words.length > 0 ? words.map(named).join(', ') : 'none';
}

function named(word: string): string {
  return word === '' ? '""' : word;
}
