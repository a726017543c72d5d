import fc from 'fast-check';
import { LEVELS, STAGES } from '../event/event.ts';
import { ANY_RULE } from './any-rule.ts';
import type { Attributes } from './attributes.ts';
import type { Policy, PolicyRule } from './policy.ts';

export type AnyRule = Partial<PolicyRule>;

/** A policy of rules that ask for nothing but what is given, and record metadata. */
export function policyOf(...rules: readonly AnyRule[]): Policy {
  return { rules: rules.map(ruleOf), omitStages: [], omitManagedFields: false };
}

function ruleOf(rule: AnyRule, index: number): PolicyRule {
  return { ...ANY_RULE, place: { line: index + 1, column: 1 }, ...rule };
}

/** Few words, so that rules and requests often meet. */
const USERS = ['alice', 'bob', 'system:node:n1', ''];
const GROUPS = ['system:masters', 'system:nodes', 'devs'];
const VERBS = ['get', 'list', 'create', 'delete'];
const API_GROUPS = ['', 'apps', 'batch'];
const RESOURCES = ['pods', 'secrets', 'deployments', 'nodes'];
const SUBRESOURCES = ['', 'log', 'scale', 'status'];
const NAMESPACES = ['', 'prod', 'dev'];
const NAMES = ['', 'api', 'web'];
const PATHS = ['/healthz', '/healthz/etcd', '/api', '/apis/apps', ''];
const PATTERNS = [
  '*',
  '*/scale',
  '*/log',
  'pods/*',
  'pods/log',
  'secrets/*',
  'po*',
  '*/*',
  'pods//*',
  '**/log',
  ...RESOURCES,
];
const URLS = ['*', '/healthz', '/healthz*', '/api*', '/*'];

const some = (words: readonly string[]) => fc.subarray([...words], { maxLength: 3 });
const one = (words: readonly string[]) => fc.constantFrom(...words);
const stages = fc.subarray([...STAGES], { maxLength: 2 });

const groupResources = fc.record({ group: one(API_GROUPS), resources: some(PATTERNS), resourceNames: some(NAMES) });

const anyRule: fc.Arbitrary<AnyRule> = fc.record({
  level: fc.constantFrom(...LEVELS),
  users: some(USERS),
  userGroups: some(GROUPS),
  verbs: some(VERBS),
  resources: fc.array(groupResources, { maxLength: 2 }),
  namespaces: some(NAMESPACES),
  nonResourceURLs: some(URLS),
  omitStages: stages,
  omitManagedFields: fc.constantFrom(undefined, true, false),
});

/** Also such policies as Kubernetes refuses: what matches must not hang on their being valid. */
export const anyPolicy: fc.Arbitrary<Policy> = fc
  .tuple(fc.array(anyRule, { maxLength: 70 }), stages, fc.boolean())
  .map(([rules, omitStages, omitManagedFields]) => ({ ...policyOf(...rules), omitStages, omitManagedFields }));

const anyResource = fc.record({
  group: one(API_GROUPS),
  resource: one(RESOURCES),
  subresource: one(SUBRESOURCES),
  namespace: one(NAMESPACES),
  name: one(NAMES),
});

export const anyAttributes: fc.Arbitrary<Attributes> = fc.record({
  user: fc.constantFrom(undefined, ...USERS),
  groups: some(GROUPS),
  verb: one(VERBS),
  resource: fc.option(anyResource, { nil: undefined }),
  path: one(PATHS),
});

/** Two rules of which the second is made from the first, so that it often asks for a part of what the first does. */
export const anyPair: fc.Arbitrary<readonly [PolicyRule, PolicyRule]> = fc
  .tuple(anyRule, anyRule, fc.subarray(['users', 'userGroups', 'verbs', 'resources', 'namespaces', 'nonResourceURLs']))
  .map(([first, other, kept]) => {
    const same = Object.fromEntries(kept.map((key) => [key, first[key as keyof AnyRule]]));
    return [ruleOf(first, 0), ruleOf({ ...other, ...same }, 1)];
  });
