import type { Node } from 'yaml';
import type { GroupResources, Place, Policy, PolicyRule } from '../policy.ts';
import type { Finding, Problem } from '../problem.ts';
import { type Draft, type DraftRule, validate } from '../validate.ts';
import { decode } from './decode.ts';
import { type Found, findPolicies } from './find-policies.ts';
import { POLICY } from './shape.ts';

/** A policy that a text holds. */
export interface NamedPolicy {
  /** Where in the text; `''` for a policy that stands alone. */
  readonly origin: string;
  /** `undefined` where a problem is an error. */
  readonly policy: Policy | undefined;
  readonly problems: readonly Problem[];
}

export interface PoliciesRead {
  readonly policies: readonly NamedPolicy[];
  /** What is wrong beside the policies. */
  readonly problems: readonly Problem[];
}

/** Reads every policy in a text, with all that is wrong with it. */
export function readPolicies(text: string): PoliciesRead {
  const { found, problems } = findPolicies(text);
  return { policies: found.map(readOne), problems };
}

function readOne({ text, document, node, origin }: Found): NamedPolicy {
  const { value, findings, nodes } = decode(document, node, POLICY);
  const draft = draftOf(value, (path) => text.placeOf(nodes.get(path)));
  const told = new Set(findings.map(({ path }) => path));
  // Of what is of another kind it goes without saying that it is not what was expected.
  const all = [...findings, ...(told.has('') ? [] : validate(draft).filter(({ path }) => !told.has(path)))];
  const problems = all.map((finding) => ({ ...finding, ...text.placeOf(nearest(nodes, finding)) })).sort(byPlace);
  const isWrong = problems.some(({ severity }) => severity === 'error');
  // Without an error, its levels and stages are some that there are.
  return { origin, policy: isWrong ? undefined : (draft as Policy), problems };
}

/** All fields of a policy, as they were written. */
type WholeDraft = Draft & Omit<Policy, keyof Draft> & { readonly rules: readonly WholeRule[] };
type WholeRule = DraftRule & Omit<PolicyRule, keyof DraftRule>;

type Given<T> = { readonly [K in keyof T]?: T[K] };

function draftOf(value: unknown, placeOf: (path: string) => Place): WholeDraft {
  const {
    apiVersion = '',
    kind = '',
    rules = [],
    omitStages = [],
    omitManagedFields = false,
  } = (value ?? {}) as Given<WholeDraft>;
  return {
    apiVersion,
    kind,
    omitStages,
    omitManagedFields,
    rules: rules.map((rule, i) => ruleOf(rule, placeOf(`rules[${i}]`))),
  };
}

function ruleOf(rule: Given<WholeRule>, place: Place): WholeRule {
  const { resources = [] } = rule;
  return {
    level: rule.level ?? '',
    users: rule.users ?? [],
    userGroups: rule.userGroups ?? [],
    verbs: rule.verbs ?? [],
    resources: resources.map(resourcesOf),
    namespaces: rule.namespaces ?? [],
    nonResourceURLs: rule.nonResourceURLs ?? [],
    omitStages: rule.omitStages ?? [],
    omitManagedFields: rule.omitManagedFields,
    place,
  };
}

function resourcesOf({ group = '', resources = [], resourceNames = [] }: Given<GroupResources>): GroupResources {
  return { group, resources, resourceNames };
}

/** The node that a finding is about, or the nearest around it: what is missing stands nowhere. */
function nearest(nodes: ReadonlyMap<string, Node>, { path }: Finding): Node | undefined {
  for (let at = path; at !== ''; at = at.replace(/(?:^|\.)[^.[\]]+$|\[\d+\]$/, '')) {
    const node = nodes.get(at);
    if (node) return node;
  }
  return nodes.get('');
}

function byPlace(a: Problem, b: Problem): number {
  return a.line - b.line || a.column - b.column;
}
