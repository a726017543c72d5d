import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actorOf, outcomeOf } from '../../event/derive.ts';
import { decode, decodeKnown } from '../decode.ts';
import type { Read } from '../reading.ts';
import { NO_STRUCTURE } from '../received.ts';
import { ENVELOPE } from '../testing/envelope.ts';
import { formatContract } from '../testing/format-contract.ts';
import { readFixtures } from '../testing/read-fixtures.ts';
import { openshift } from './format.ts';

formatContract({
  format: openshift,
  fixtures: readFixtures(import.meta.url),
  adversarial: ['a.', 'master-0 {', 'm-', '"authentication.openshift.io/decision":"'],
});

const read = (line: string, told: Partial<typeof ENVELOPE> & { format?: string } = {}) =>
  decode(Buffer.from(line), NO_STRUCTURE, { ...ENVELOPE, ...told }) as Read;
const event = (fields: object) => JSON.stringify({ auditID: 'a', stage: 'ResponseComplete', verb: 'get', ...fields });

describe('an event is OpenShift’s', () => {
  test.each<[string, string, object?]>([
    ['by its API group', event({ objectRef: { apiGroup: 'apps.openshift.io' } })],
    ['by its namespace', event({ objectRef: { namespace: 'openshift-dns' } })],
    ['by its service account', event({ user: { username: 'system:serviceaccount:openshift-dns:dns' } })],
    ['by who signed in', event({ user: { username: 'alice', groups: ['system:authenticated:oauth'] } })],
    ['by what wrote it', event({}), { component: 'oauth-apiserver' }],
    ['by configuration', event({}), { format: 'openshift' }],
    ['by the node before it', `master-0 ${event({})}`],
  ])('%s', (_name, line, told) => {
    expect(read(line, told).platform).toBe('openshift');
    expect(decodeKnown(Buffer.from(line), { ...ENVELOPE, ...told }).platform).toBe('openshift');
  });

  test.each<[string, string, object?]>([
    [
      'nothing of it does',
      event({ objectRef: { namespace: 'openshiftx', apiGroup: 'x.io' }, user: { username: 'a' } }),
    ],
    ['configuration says otherwise', event({ objectRef: { namespace: 'openshift-dns' } }), { format: 'kubernetes' }],
    ['it is about Verbatim itself', event({ objectRef: { namespace: 'openshift-dns' } }), { platform: 'verbatim' }],
  ])('but not where %s', (_name, line, told) => {
    expect(read(line, told)).not.toHaveProperty('platform');
  });
});

test('a login is one by its annotations, whatever its method and code', () => {
  const annotations = {
    'authentication.openshift.io/username': 'alice',
    'authentication.openshift.io/decision': 'deny',
  };
  const line = event({ user: { username: 'system:anonymous' }, responseStatus: { code: 200 }, annotations });
  const { event: found, component, native } = read(line);
  expect(found).toEqual(JSON.parse(line));
  expect([actorOf(found), outcomeOf(found), component, native]).toEqual(['alice', 'denied', 'oauth-server', true]);
});

test('the node before a line is its node, and the rest is read as it would be alone', () => {
  expect(read(`a.b-1 ${event({})}`)).toMatchObject({ node: 'a.b-1', event: { verb: 'get' }, native: false });
  for (const line of [`A_b ${event({})}`, `-a ${event({})}`, 'a {"b":1}', 'a {', `${'a'.repeat(300)} ${event({})}`]) {
    expect(read(line).quarantine, line).toBeDefined();
  }
});

const SAMPLES = new URL('../../../../shared/samples/openshift/', import.meta.url);

describe.skipIf(!existsSync(SAMPLES))('lines of a real cluster (skipped where ../shared is not there)', () => {
  test.each<[string, string, string, string, string | undefined, string, string]>([
    [
      'kube-apiserver',
      'openshift',
      'kube-apiserver',
      'get',
      'serviceaccounts',
      'allowed',
      '2021-03-08T18:06:42.512619Z',
    ],
    [
      'openshift-apiserver',
      'openshift',
      'openshift-apiserver',
      'get',
      undefined,
      'allowed',
      '2021-03-08T18:02:04.086545Z',
    ],
    ['oauth-apiserver', 'openshift', 'oauth-apiserver', 'get', 'users', 'allowed', '2021-03-08T17:47:43.653187Z'],
    ['oauth-server', 'openshift', 'oauth-server', 'post', undefined, 'failed', '2022-05-11T17:31:16.280155Z'],
    ['table1-example', 'openshift', 'kube-apiserver', 'update', 'configmaps', 'allowed', '2020-04-02T08:27:20.200962Z'],
  ])('%s', (file, platform, component, verb, resource, outcome, time) => {
    const line = readFileSync(new URL(`${file}.log`, SAMPLES), 'utf8').trim();
    // The folder that a log lies in names the component.
    const told = file === 'table1-example' ? {} : { component: file };
    for (const [text, node] of [
      [line, ''],
      [`master-0 ${line}`, 'master-0'],
    ] as const) {
      const found = read(text, told);
      expect({ platform: found.platform, component: found.component ?? told.component ?? 'kube-apiserver' }).toEqual({
        platform,
        component,
      });
      expect(found.node ?? '').toBe(node);
      expect(found.event.objectRef?.resource).toBe(resource);
      expect([found.event.verb, outcomeOf(found.event), found.event.requestReceivedTimestamp]).toEqual([
        verb,
        outcome,
        time,
      ]);
    }
  });

  test('who signed in, in the OAuth server’s line', () => {
    const line = readFileSync(new URL('oauth-server.log', SAMPLES), 'utf8').trim();
    expect(actorOf(read(line).event)).toBe('kubeadmin');
  });
});
