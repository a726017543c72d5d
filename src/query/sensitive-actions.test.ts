import { describe, expect, test } from 'vitest';
import type { AuditEvent } from '../event/event.ts';
import type { AuditRecord } from '../event/record.ts';
import { parseQuery } from './parse-query.ts';
import { SENSITIVE_ACTIONS } from './sensitive-actions.ts';
import { toPredicate } from './to-predicate.ts';

const PERSON = { username: 'alice' };
const WORKLOAD = { username: 'system:serviceaccount:shop:api' };
const CONTROLLER = { username: 'system:serviceaccount:kube-system:generic-garbage-collector' };
const ALLOWED = { responseStatus: { code: 200 } };
const DENIED = { responseStatus: { code: 403 } };

const record = (event: AuditEvent) => ({ cluster: 'prod', platform: 'kubernetes', event }) as AuditRecord;
const on = (verb: string, resource: string, subresource = ''): AuditEvent => ({
  verb,
  user: PERSON,
  objectRef: { resource, ...(subresource ? { subresource } : {}) },
  ...ALLOWED,
});

/** Which actions an event is. */
function actionsOf(event: AuditEvent): string[] {
  return SENSITIVE_ACTIONS.filter(({ query }) => toPredicate(parseQuery(query, 0))(record(event))).map(
    ({ name }) => name,
  );
}

const LOGIN: AuditEvent = {
  verb: 'get',
  user: { username: 'system:anonymous' },
  requestURI: '/login/htpasswd',
  responseStatus: { code: 302 },
};

const pod = (spec: object): AuditEvent => ({ ...on('create', 'pods'), requestObject: { spec } });

describe('an event', () => {
  test.each<[string, AuditEvent, string[]]>([
    ['a person reads a secret', on('get', 'secrets'), ['secrets-read-by-people']],
    ['a person is not let', { ...on('get', 'secrets'), ...DENIED }, []],
    ['a workload reads secrets', { ...on('list', 'secrets'), user: WORKLOAD }, ['secrets-read-by-workloads']],
    ['a controller does', { ...on('watch', 'secrets'), user: CONTROLLER }, []],
    ['exec', on('create', 'pods', 'exec'), ['shells-and-tunnels']],
    ['exec over a websocket', on('get', 'pods', 'exec'), ['shells-and-tunnels']],
    ['exec in a container of Docker', on('create', 'containers', 'exec'), ['shells-and-tunnels']],
    ['an ephemeral container', on('patch', 'pods', 'ephemeralcontainers'), ['shells-and-tunnels']],
    ['ephemeral containers are read', on('get', 'pods', 'ephemeralcontainers'), []],
    ['logs', on('get', 'pods', 'log'), []],
    ['a plain pod', pod({ containers: [{ image: 'nginx' }] }), []],
    [
      'a privileged pod',
      pod({ containers: [{}, { securityContext: { privileged: true } }] }),
      ['privileged-workloads'],
    ],
    ['the host’s files', pod({ volumes: [{ hostPath: { path: '/' } }] }), ['privileged-workloads']],
    ['the host’s network', pod({ hostNetwork: true }), ['privileged-workloads']],
    [
      'a privileged template',
      { ...on('patch', 'daemonsets'), requestObject: { spec: { template: { spec: { hostPID: true } } } } },
      ['privileged-workloads'],
    ],
    [
      'a violation',
      { ...on('create', 'pods'), annotations: { 'pod-security.kubernetes.io/audit-violations': 'privileged' } },
      ['privileged-workloads'],
    ],
    [
      'a privileged container of Docker',
      { ...on('create', 'containers'), requestObject: { HostConfig: { Privileged: true } } },
      ['privileged-workloads'],
    ],
    ['a binding', on('create', 'rolebindings'), ['permissions-changed']],
    ['a binding is read', on('get', 'rolebindings'), []],
    ['an aggregated role', { ...on('update', 'clusterroles'), user: CONTROLLER }, []],
    ['a client of UAA', on('create', 'clients'), ['accounts-changed']],
    ['a member of a team of MKE', on('update', 'members'), ['accounts-changed']],
    ['a webhook', on('delete', 'mutatingwebhookconfigurations'), ['admission-changed']],
    ['a failed login', { ...on('login', 'users'), responseStatus: { code: 401 } }, ['logins-failed']],
    ['a login', on('login', 'users'), []],
    [
      'a failed login of OpenShift',
      {
        ...LOGIN,
        annotations: {
          'authentication.openshift.io/decision': 'deny',
          'authentication.openshift.io/username': 'alice',
        },
      },
      ['logins-failed'],
    ],
    ['the form of a login', LOGIN, []],
    ['anonymous', { ...LOGIN, requestURI: '/api/v1/pods' }, ['anonymous-access']],
    ['an anonymous probe', { ...LOGIN, requestURI: '/livez?verbose' }, []],
    ['impersonation', { ...on('get', 'pods'), impersonatedUser: { username: 'bob' } }, ['impersonation']],
    ['a token', on('create', 'serviceaccounts', 'token'), ['tokens-created']],
    ['a token of a pod', { ...on('create', 'serviceaccounts', 'token'), user: { username: 'system:node:a' } }, []],
    [
      'a token in a secret',
      { ...on('create', 'secrets'), requestObject: { type: 'kubernetes.io/service-account-token' } },
      ['tokens-created'],
    ],
    ['an approval', on('update', 'certificatesigningrequests', 'approval'), ['certificates-approved']],
    ['a node’s own API', on('create', 'nodes', 'proxy'), ['node-proxy']],
    ['a namespace', on('delete', 'namespaces'), ['namespaces-and-clusters-deleted']],
    ['a cluster of PKS', on('delete', 'clusters'), ['namespaces-and-clusters-deleted']],
    ['all at once', on('deletecollection', 'pods'), ['mass-deletions']],
    ['all at once, by a controller', { ...on('deletecollection', 'pods'), user: CONTROLLER }, []],
  ])('%s', (_what, event, actions) => expect(actionsOf(event)).toEqual(actions));
});

test('names stand once, and queries leave Verbatim’s own events out', () => {
  const names = SENSITIVE_ACTIONS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { query } of SENSITIVE_ACTIONS)
    expect(query).not.toMatch(/\b(cluster|platform|component|source|auditID):/);
});
