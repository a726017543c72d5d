import { describe, expect, test } from 'vitest';
import type { AuditEvent } from '../event/event.ts';
import { LAST_APPLIED } from './last-applied.ts';
import {
  applied,
  create,
  deployment,
  history,
  image,
  lines,
  metadata,
  onPart,
  patch,
  restarted,
  told,
  update,
  withLast,
} from './testing.ts';

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
      [patch(withLast('a')), update(deployment({ annotations: { [LAST_APPLIED]: applied('b') } }))],
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
      'an apply that made it',
      [{ ...patch({ apiVersion: 'apps/v1', kind: 'Deployment' }), responseStatus: { code: 201 } }],
      'created/applied | created it | patch | apply-takes-away',
      ['set apiVersion "apps/v1"', 'set kind "Deployment"'],
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
