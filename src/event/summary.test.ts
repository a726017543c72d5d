import { describe, expect, test } from 'vitest';
import { actorOf, outcomeOf } from './derive.ts';
import type { AuditEvent } from './event.ts';
import { summaryOf } from './summary.ts';

function summary(event: AuditEvent): string {
  return summaryOf(event, actorOf(event), outcomeOf(event));
}

const alice = { user: { username: 'alice' } };
const ok = { responseStatus: { code: 200 } };

describe('summaryOf', () => {
  test.each<[string, AuditEvent]>([
    [
      'alice deleted secret prod/db-password (allowed) from 10.1.2.3 with kubectl',
      {
        ...alice,
        ...ok,
        verb: 'delete',
        objectRef: { resource: 'secrets', namespace: 'prod', name: 'db-password' },
        sourceIPs: ['10.1.2.3', '10.0.0.1'],
        userAgent: 'kubectl/v1.31.0 (linux/amd64)',
      },
    ],
    [
      'alice deleted namespace prod (allowed)',
      { ...alice, ...ok, verb: 'delete', objectRef: { resource: 'namespaces', namespace: 'prod', name: 'prod' } },
    ],
    [
      'alice listed pods in prod (allowed)',
      { ...alice, ...ok, verb: 'list', objectRef: { resource: 'pods', namespace: 'prod' } },
    ],
    [
      'alice searched events: verb: delete (allowed)',
      {
        ...alice,
        ...ok,
        verb: 'search',
        objectRef: { resource: 'events' },
        annotations: { 'verbatim/query': 'verb: delete' },
      },
    ],
    [
      'alice created a networkpolicy (unknown)',
      { ...alice, verb: 'create', objectRef: { resource: 'networkpolicies' } },
    ],
    [
      'alice opened exec in pod prod/web (allowed)',
      {
        ...alice,
        ...ok,
        verb: 'create',
        objectRef: { resource: 'pods', subresource: 'exec', namespace: 'prod', name: 'web' },
      },
    ],
    [
      'alice killed container web (allowed)',
      { ...alice, ...ok, verb: 'create', objectRef: { resource: 'containers', subresource: 'kill', name: 'web' } },
    ],
    [
      'alice disconnected a container from network front (unknown)',
      { ...alice, verb: 'create', objectRef: { resource: 'networks', subresource: 'disconnect', name: 'front' } },
    ],
    [
      'alice joined a swarm (unknown)',
      { ...alice, verb: 'create', objectRef: { resource: 'swarm', subresource: 'join' } },
    ],
    [
      'alice created eviction of pod prod/web (unknown)',
      {
        ...alice,
        verb: 'create',
        objectRef: { resource: 'pods', subresource: 'eviction', namespace: 'prod', name: 'web' },
      },
    ],
    [
      'alice logged in (denied)',
      { ...alice, responseStatus: { code: 401 }, verb: 'login', objectRef: { resource: 'users', name: 'alice' } },
    ],
    [
      'alice logged in to client cli (allowed)',
      { ...alice, ...ok, verb: 'login', objectRef: { resource: 'clients', name: 'cli' } },
    ],
    ['Pulled image shop', { message: 'Pulled image shop' }],
    [`${'x'.repeat(300)}…`, { message: 'x'.repeat(301) }],
    ['alice read /healthz (allowed)', { ...alice, ...ok, verb: 'get', requestURI: '/healthz' }],
    [
      'bob (impersonated by alice) listed pods (denied)',
      {
        ...alice,
        impersonatedUser: { username: 'bob' },
        verb: 'list',
        objectRef: { resource: 'pods' },
        responseStatus: { code: 403 },
      },
    ],
    [
      'someone did approve on ingress prod/x (failed)',
      {
        verb: 'approve',
        objectRef: { resource: 'ingresses', namespace: 'prod', name: 'x' },
        responseStatus: { code: 500 },
      },
    ],
    ['someone did something to something (unknown)', {}],
  ])('%s', (sentence, event) => {
    expect(summary(event)).toBe(sentence);
  });
});

describe('outcomeOf', () => {
  const login = (decision: string, code: number): AuditEvent => ({
    responseStatus: { code },
    annotations: { 'authorization.k8s.io/decision': 'allow', 'authentication.openshift.io/decision': decision },
  });
  test.each<[string, AuditEvent]>([
    ['allowed', ok],
    ['allowed', { responseStatus: { code: 101 } }],
    ['allowed', { annotations: { 'authorization.k8s.io/decision': 'allow' } }],
    ['allowed', login('allow', 302)],
    ['denied', { responseStatus: { code: 401 } }],
    ['denied', { responseStatus: { code: 403 } }],
    ['denied', { annotations: { 'authorization.k8s.io/decision': 'forbid' } }],
    ['denied', login('deny', 302)],
    ['failed', { responseStatus: { code: 404 } }],
    ['failed', { responseStatus: { code: 500 } }],
    ['failed', { stage: 'Panic' }],
    ['failed', login('error', 302)],
    ['unknown', { stage: 'RequestReceived' }],
  ])('%s: %j', (outcome, event) => {
    expect(outcomeOf(event)).toBe(outcome);
  });
});

describe('actorOf', () => {
  test.each<[string, AuditEvent]>([
    ['alice', alice],
    ['bob', { ...alice, impersonatedUser: { username: 'bob' } }],
    [
      'kubeadmin',
      { user: { username: 'system:anonymous' }, annotations: { 'authentication.openshift.io/username': 'kubeadmin' } },
    ],
    ['alice', { ...alice, annotations: { 'authentication.openshift.io/username': '' } }],
    ['', {}],
  ])('%s', (actor, event) => {
    expect(actorOf(event)).toBe(actor);
  });
});
