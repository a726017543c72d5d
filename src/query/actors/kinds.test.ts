import { describe, expect, test } from 'vitest';
import type { AuditRecord } from '../../event/record.ts';
import { toPredicate } from '../to-predicate.ts';
import { ACTOR_KINDS, type ActorKind, isOfKind, kindOf } from './kinds.ts';

const CASES: readonly (readonly [string, ActorKind])[] = [
  ['alice', 'person'],
  ['kubernetes-admin', 'person'],
  ['systematic', 'person'],
  ['system:serviceaccount:ci:deployer', 'service-account'],
  ['system:serviceaccount:kube-system:node-controller', 'service-account'],
  ['system:node:worker-1', 'node'],
  ['system:apiserver', 'control-plane'],
  ['system:kube-scheduler', 'control-plane'],
  ['eks:node-manager', 'control-plane'],
  ['system:anonymous', 'system'],
  ['system:nodes', 'system'],
];

const by = (username: string) => ({ cluster: '', platform: '', event: { user: { username } } }) as AuditRecord;

describe('an actor', () => {
  test.each(CASES)('%s is of kind %s', (name, kind) => expect(kindOf(name)).toBe(kind));

  test.each(CASES)('%s is found as %s, and as nothing else', (name, kind) => {
    expect(ACTOR_KINDS.filter((one) => toPredicate(isOfKind(one))(by(name)))).toEqual([kind]);
  });

  test('that nobody is has no kind', () => {
    expect(ACTOR_KINDS.filter((one) => toPredicate(isOfKind(one))(by('')))).toEqual([]);
  });
});
