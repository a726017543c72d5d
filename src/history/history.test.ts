import { describe, expect, test } from 'vitest';
import type { AuditEvent } from '../event/event.ts';
import { historyOf } from './history.ts';
import { API, deployment, happening, lines, told } from './testing.ts';

const history = (...events: readonly AuditEvent[]) =>
  historyOf(
    events.map((event) => happening(event)),
    API,
  );
const create = (body = deployment()): AuditEvent => ({
  verb: 'create',
  requestObject: body,
  responseObject: body,
  responseStatus: { code: 201 },
});
const update = (body: ReturnType<typeof deployment>): AuditEvent => ({
  verb: 'update',
  requestObject: body,
  responseObject: body,
});
const patch = (requestObject: unknown, responseObject?: unknown): AuditEvent => ({
  verb: 'patch',
  level: responseObject ? 'RequestResponse' : 'Request',
  requestObject,
  responseObject,
});
const onPart = (subresource: string, more: AuditEvent = {}): AuditEvent => ({ ...more, objectRef: { subresource } });
const metadata = (verb: string, more: AuditEvent = {}): AuditEvent => ({ verb, level: 'Metadata', ...more });
const restarted = { spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': 'now' } } } } };
const applied = (image: string) => JSON.stringify({ kind: 'Deployment', spec: { image } });
const LAST = 'kubectl.kubernetes.io/last-applied-configuration';
const withLast = (image: string) => ({ metadata: { annotations: { [LAST]: applied(image) } }, spec: { image } });
const image = (to: string) => ({ spec: { template: { spec: { containers: [{ name: 'api', image: to }] } } } });

describe('the last change of a life', () => {
  test.each<[string, readonly AuditEvent[], string, string[]]>([
    [
      'a creation',
      [create()],
      'created/applied | created it | bodies',
      [
        'added kind "Deployment"',
        'added apiVersion "apps/v1"',
        'added metadata.name "api"',
        'added metadata.namespace "prod"',
        'added metadata.uid "u1"',
        'added metadata.labels {"app":"api"}',
        'added spec.replicas 3',
        'added spec.template {"metadata":{"labels":{"app":"api"}},"spec":{"containers":[{"name":"api","image":"api:1"},{"name":"log","image":"log:1"}]}}',
      ],
    ],
    [
      'an update, against the body before',
      [create(), update(deployment({ image: 'api:2' }))],
      'changed/applied | changed the image of api to api:2 | bodies',
      ['changed spec.template.spec.containers[name=api].image "api:1" → "api:2"'],
    ],
    [
      'an update that changes versions only',
      [create(), update(deployment({ version: '2' }))],
      'changed/applied | changed it | bodies',
      [],
    ],
    [
      'more replicas',
      [create(), update(deployment({ replicas: 5 }))],
      'scaled/applied | scaled it from 3 to 5 | bodies',
      ['changed spec.replicas 3 → 5'],
    ],
    [
      'a scale',
      [create(), onPart('scale', { requestObject: { kind: 'Scale', spec: { replicas: 0 } } })],
      'scaled/applied | scaled it from 3 to 0 | patch',
      ['changed spec.replicas 3 → 0'],
    ],
    [
      'a patch of the scale, with nothing known',
      [onPart('scale', patch({ spec: { replicas: 2 } }))],
      'scaled/applied | scaled it to 2 | patch',
      ['set spec.replicas 2'],
    ],
    [
      'a JSON patch of the scale',
      [onPart('scale', patch([{ op: 'replace', path: '/spec/replicas', value: 2 }]))],
      'scaled/applied | scaled it to 2 | patch',
      ['set spec.replicas 2'],
    ],
    [
      'a restart',
      [create(), patch(restarted, deployment({ restartedAt: 'now' }))],
      'restarted/applied | restarted it | bodies',
      ['added spec.template.metadata.annotations {"kubectl.kubernetes.io/restartedAt":"now"}'],
    ],
    [
      'a restart, with nothing known',
      [patch(restarted)],
      'restarted/applied | restarted it | patch | patch-kind',
      ['set spec.template.metadata.annotations["kubectl.kubernetes.io/restartedAt"] "now"'],
    ],
    [
      'a patch of a known body',
      [create(), patch(image('api:3'))],
      'changed/applied | changed the image of api to api:3 | patch | patch-kind',
      ['changed spec.template.spec.containers[name=api].image "api:1" → "api:3"'],
    ],
    [
      'a patch of what patches told',
      [patch(image('api:3')), patch(image('api:4'))],
      'changed/applied | changed the image of api to api:4 | patch | patch-kind',
      ['changed spec.template.spec.containers[name=api].image "api:3" → "api:4"'],
    ],
    [
      'a patch that does not fit',
      [create(), patch([{ op: 'remove', path: '/spec/paused' }])],
      'changed/applied | removed spec.paused | patch | patch-misfit',
      ['removed spec.paused'],
    ],
    [
      'an apply',
      [create(), patch({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 4 } })],
      'scaled/applied | scaled it from 3 to 4 | patch | apply-takes-away',
      ['changed spec.replicas 3 → 4'],
    ],
    [
      'a client-side apply after another',
      [patch(withLast('a')), patch(withLast('b'))],
      'changed/applied | changed spec.image from a to b | last-applied',
      ['changed spec.image "a" → "b"'],
    ],
    [
      'a body after a patch with the configuration',
      [patch(withLast('a')), update(deployment({ annotations: { [LAST]: applied('b') } }))],
      'changed/applied | changed spec.image from a to b | last-applied',
      ['changed spec.image "a" → "b"'],
    ],
    [
      'the first body that is known',
      [update(deployment())],
      'changed/applied | changed it | bodies | no-earlier-body',
      [],
    ],
    [
      'as it was sent',
      [
        { verb: 'create', level: 'Request', requestObject: { ...deployment(), status: {} } },
        { verb: 'update', level: 'Request', requestObject: deployment({ replicas: 1 }) },
      ],
      'scaled/applied | scaled it from 3 to 1 | bodies | as-sent',
      ['changed spec.replicas 3 → 1'],
    ],
    ['only metadata', [create(), metadata('update')], 'changed/applied | changed it | metadata | level', []],
    [
      'what was cut',
      [metadata('update', { level: 'RequestResponse', annotations: { 'audit.k8s.io/truncated': 'true' } })],
      'changed/applied | changed it | metadata | truncated',
      [],
    ],
    [
      'a body after a change without one',
      [create(), metadata('update'), update(deployment({ replicas: 9 }))],
      'scaled/applied | scaled it from 3 to 9 | bodies | includes-earlier',
      ['changed spec.replicas 3 → 9'],
    ],
    [
      'another object of the same name',
      [create(), update(deployment({ uid: 'u2' }))],
      'changed/applied | changed it | bodies | no-earlier-body | other-object',
      [],
    ],
    [
      'an object that was deleted',
      [create(), { verb: 'delete' }, update(deployment({ image: 'b' }))],
      'changed/applied | changed the image of api to b | bodies | unseen-creation',
      ['changed spec.template.spec.containers[name=api].image "api:1" → "b"'],
    ],
    [
      'a new object of the same name',
      [create(), { verb: 'delete' }, create(deployment({ uid: 'u2' }))],
      'created/applied | created it | bodies',
      [
        'added kind "Deployment"',
        'added apiVersion "apps/v1"',
        'added metadata.name "api"',
        'added metadata.namespace "prod"',
        'added metadata.uid "u2"',
        'added metadata.labels {"app":"api"}',
        'added spec.replicas 3',
        'added spec.template {"metadata":{"labels":{"app":"api"}},"spec":{"containers":[{"name":"api","image":"api:1"},{"name":"log","image":"log:1"}]}}',
      ],
    ],
    [
      'a deletion',
      [create(), { verb: 'delete', responseObject: { kind: 'Status', status: 'Success' } }],
      'deleted/applied | deleted it | metadata',
      [],
    ],
    [
      'a deletion that waits',
      [create(), { verb: 'delete', responseObject: { ...deployment(), metadata: { deletionTimestamp: 'now' } } }],
      'deleted/applied | deleted it; it waits for its end | metadata',
      [],
    ],
    [
      'a denied attempt',
      [create(), { verb: 'delete', responseStatus: { code: 403 } }],
      'deleted/attempted | tried to delete it: denied | metadata',
      [],
    ],
    [
      'a failed attempt',
      [create(), { ...update(deployment({ replicas: 7 })), responseStatus: { code: 409, reason: 'Conflict' } }],
      'changed/attempted | tried to change it: failed with 409 Conflict | metadata',
      [],
    ],
    [
      'a dry run',
      [create(), { ...update(deployment({ replicas: 7 })), requestURI: '/x?dryRun=All' }],
      'changed/dry-run | tried out what it would be to change it (dry run) | metadata',
      [],
    ],
    [
      'a request whose end is not recorded',
      [create(), { verb: 'delete', stage: 'RequestReceived', responseStatus: {} }],
      'deleted/unknown | asked to delete it; how that ended is not recorded | metadata | ending',
      [],
    ],
    [
      'a shell',
      [onPart('exec', { verb: 'get', requestURI: '/x/exec?command=sh&command=-c&command=id&container=api' })],
      'entered/applied | opened exec in it, container api: sh -c id | metadata',
      [],
    ],
    ['an eviction', [onPart('eviction', { verb: 'create' })], 'evicted/applied | evicted it | metadata', []],
    [
      'a binding',
      [onPart('binding', { verb: 'create', requestObject: { kind: 'Binding', target: { name: 'node-1' } } })],
      'bound/applied | bound it to node-1 | patch',
      ['set spec.nodeName "node-1"'],
    ],
    ['a word of Docker', [onPart('kill', { verb: 'create' })], 'other/applied | did “kill” on it | metadata', []],
    ['a look', [metadata('get')], 'read/read | read it | metadata', []],
    [
      'a look that finds it changed',
      [create(), { verb: 'get', responseObject: deployment({ replicas: 1 }) }],
      'read/read | read it | bodies | unrecorded',
      ['changed spec.replicas 3 → 1'],
    ],
    [
      'all of a kind deleted, it among them',
      [create(), { verb: 'deletecollection', objectRef: { name: '' } }],
      'deleted/applied | most likely deleted it together with others | metadata | likely',
      [],
    ],
    [
      'some of a kind deleted, by its label',
      [create(), { verb: 'deletecollection', requestURI: '/x?labelSelector=app%3Dapi' }],
      'deleted/applied | most likely deleted it together with others | metadata | likely',
      [],
    ],
    [
      'some of a kind deleted, named in the answer',
      [create(), { verb: 'deletecollection', responseObject: { items: [{ metadata: { name: 'api' } }] } }],
      'deleted/applied | deleted it together with others | metadata',
      [],
    ],
    [
      'some of a kind deleted, with nothing known of it',
      [{ verb: 'deletecollection', requestURI: '/x?labelSelector=app%3Dapi' }],
      'deleted/applied | may have deleted it together with others | metadata | possible',
      [],
    ],
    [
      'its namespace deleted',
      [create(), { verb: 'delete', objectRef: { resource: 'namespaces', apiGroup: '', name: 'prod' } }],
      'deleted/applied | most likely deleted it with its namespace | metadata | likely',
      [],
    ],
  ])('%s', (_name, events, expected, fields) => {
    const [change] = history(...events).changes.slice(-1);
    expect(change && told(change)).toBe(expected);
    expect(lines(change?.fields ?? [])).toEqual(fields);
  });

  test.each<[string, AuditEvent]>([
    ['others of the kind deleted, by label', { verb: 'deletecollection', requestURI: '/x?labelSelector=app!%3Dapi' }],
    [
      'others of the kind deleted, by name',
      { verb: 'deletecollection', requestURI: '/x?fieldSelector=metadata.name%3Dweb' },
    ],
    ['others of the kind deleted, named in the answer', { verb: 'deletecollection', responseObject: { items: [] } }],
  ])('is not %s', (_name, event) => {
    expect(history(create(), event).changes.map(({ act }) => act)).toEqual(['created']);
  });
});

test('what the machinery keeps stands apart', () => {
  const [, change] = history(create(), update(deployment({ replicas: 4, version: '2', ready: 4 }))).changes;
  expect(lines(change?.noise ?? [])).toEqual([
    'changed metadata.resourceVersion "1" → "2"',
    'changed metadata.managedFields[0].time "1" → "2"',
    'changed status.readyReplicas 3 → 4',
  ]);
});

test('of a request with several stages, the last tells', () => {
  const stages = ['RequestReceived', 'ResponseStarted', 'ResponseComplete'].map((stage) => ({
    ...onPart('exec', { verb: 'create' }),
    auditID: 'same',
    stage,
  }));
  expect(history(...stages).changes.map(({ of }) => of.event.stage)).toEqual(['ResponseComplete']);
  expect(history(...stages.slice(0, 2)).changes.map(({ of }) => of.event.stage)).toEqual(['ResponseStarted']);
});

test('values that were taken out are named, since whether they changed is not known', () => {
  const secret = (value: string, version: string) => ({ ...deployment({ version }), data: { password: value } });
  const [, same] = history(create(secret('[redacted]', '1')), update(secret('[redacted]', '2'))).changes;
  expect(same?.notes).toEqual([
    {
      code: 'redacted',
      detail: 'Values were taken out before it was kept; whether these changed is not known: data.password.',
    },
  ]);
  const [, other] = history(create(secret('[redacted:aa]', '1')), update(secret('[redacted:bb]', '2'))).changes;
  expect(lines(other?.fields ?? [])).toEqual(['changed data.password "[redacted:aa]" → "[redacted:bb]"']);
  expect(other?.notes).toEqual([]);
});

test('objects of several clusters are not one', () => {
  const [a, b] = [happening(create()), { ...happening(update(deployment({ replicas: 9 }))), cluster: 'test' }];
  const { changes, lives } = historyOf([a, b], API);
  expect(changes.map(told)[1]).toContain('no-earlier-body');
  expect(lives.map(({ cluster, apiGroup }) => [cluster, apiGroup])).toEqual([
    ['prod', 'apps'],
    ['test', 'apps'],
  ]);
});

describe('the state after', () => {
  const replicas = (body: unknown) => (body as { spec?: { replicas?: number } } | undefined)?.spec?.replicas;
  test.each<[string, readonly AuditEvent[], object]>([
    [
      'nothing',
      [metadata('update')],
      { existence: 'exists', how: undefined, replicas: undefined, applied: undefined, missed: 1 },
    ],
    ['a creation', [create()], { existence: 'exists', how: 'whole', replicas: 3, applied: 0, missed: 0 }],
    [
      'a scale',
      [create(), onPart('scale', patch({ spec: { replicas: 5 } }))],
      { existence: 'exists', how: 'whole', replicas: 5, applied: 1, missed: 0 },
    ],
    [
      'a change without a body',
      [create(), metadata('update')],
      { existence: 'exists', how: 'whole', replicas: 3, applied: 0, missed: 1 },
    ],
    [
      'a body after it',
      [create(), metadata('update'), update(deployment({ replicas: 7 }))],
      { existence: 'exists', how: 'whole', replicas: 7, applied: 0, missed: 0 },
    ],
    [
      'only a patch',
      [patch({ spec: { replicas: 5 } })],
      { existence: 'exists', how: 'partial', replicas: 5, applied: 0, missed: 0 },
    ],
    [
      'an attempt',
      [create(), { verb: 'delete', responseStatus: { code: 403 } }],
      { existence: 'exists', how: 'whole', replicas: 3, applied: 0, missed: 0 },
    ],
    [
      'a deletion',
      [create(), { verb: 'delete' }],
      { existence: 'deleted', how: 'whole', replicas: 3, applied: 0, missed: 0 },
    ],
    [
      'an eviction',
      [create(), onPart('eviction', { verb: 'create' })],
      { existence: 'terminating', how: 'whole', replicas: 3, applied: 0, missed: 0 },
    ],
    [
      'a possible deletion',
      [create(), { verb: 'deletecollection', requestURI: '/x?fieldSelector=status.phase%3DFailed' }],
      { existence: 'unknown', how: 'whole', replicas: 3, applied: 0, missed: 0 },
    ],
  ])('%s', (_name, events, expected) => {
    const { state } = history(...events).lives[0] as { state: import('./state.ts').ObjectState };
    const { known, existence, missed } = state;
    expect({
      existence,
      how: known?.how,
      replicas: replicas(known?.body),
      applied: known?.applied,
      missed: missed.length,
    }).toEqual(expected);
  });
});
