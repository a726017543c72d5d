import type { Filter, Wildcard } from '../filter.ts';
import { createWildcardTest } from '../wildcard.ts';
import { anyOf, isNamed, knownField } from './whoever-is.ts';

/** What an actor is, as far as its name says. */
export const ACTOR_KINDS = ['person', 'service-account', 'node', 'control-plane', 'system'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/**
 * Names of what the platforms act as themselves; the first pattern that fits decides. Everybody else is taken for a person: a
 * program that authenticates under a name of its own choosing cannot be told from one.
 */
const NAMES: readonly (readonly [ActorKind, string])[] = [
  ['service-account', 'system:serviceaccount:*'],
  ['node', 'system:node:*'],
  ['control-plane', 'system:apiserver'],
  ['control-plane', 'system:kube-*'],
  ['control-plane', 'system:cloud-controller-manager'],
  ['control-plane', 'system:aggregator'],
  ['control-plane', 'system:openshift-*'],
  ['control-plane', 'kube-apiserver-kubelet-client'],
  ['control-plane', 'eks:*'],
  ['system', 'system:*'],
];

const TESTS = NAMES.map(([kind, pattern]) => [kind, testOf(pattern)] as const);

function testOf(pattern: string): (name: string) => boolean {
  return pattern.includes('*') ? createWildcardTest(pattern.split('*')) : (name) => name === pattern;
}

/** What the actor of a name is. */
export function kindOf(name: string): ActorKind {
  return TESTS.find(([, fits]) => fits(name))?.[0] ?? 'person';
}

/** The events whose actor is of a kind. */
export function isOfKind(kind: ActorKind): Filter {
  const last = NAMES.findLastIndex(([one]) => one === kind);
  const others = NAMES.slice(0, last < 0 ? NAMES.length : last).filter(([one]) => one !== kind);
  const own = NAMES.filter(([one]) => one === kind).map(([, pattern]) => hasName(pattern));
  const none = others.map(([, pattern]): Filter => ({ op: 'not', of: hasName(pattern) }));
  return { op: 'and', of: [...(own.length > 0 ? [anyOf(own)] : [{ op: 'exists', field: ACTOR } as const]), ...none] };
}

const ACTOR = knownField('actor');

function hasName(pattern: string): Filter {
  const parts: Wildcard = pattern.split('*');
  return parts.length > 1 ? { op: 'wildcard', field: ACTOR, pattern: parts, ignoreCase: false } : isNamed(pattern);
}
