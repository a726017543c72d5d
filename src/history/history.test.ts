import { describe, expect, test } from 'vitest';
import type { AuditEvent } from '../event/event.ts';
import { historyOf } from './history.ts';
import type { ObjectState } from './state.ts';
import {
  API,
  create,
  deployment,
  happening,
  history,
  lines,
  metadata,
  onPart,
  patch,
  told,
  update,
} from './testing.ts';

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

/** The deployment while it waits for its end. */
function waiting(finalizers: readonly string[]) {
  const body = deployment();
  return { ...body, metadata: { ...(body.metadata as object), deletionTimestamp: 'now', finalizers } };
}

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
      'its last finalizer',
      [
        update(waiting(['f'])),
        { verb: 'delete', responseObject: waiting(['f']) },
        { verb: 'update', requestObject: waiting([]), responseObject: waiting([]) },
      ],
      { existence: 'deleted', how: 'whole', replicas: 3, applied: 0, missed: 0 },
    ],
    [
      'a possible deletion',
      [create(), { verb: 'deletecollection', requestURI: '/x?fieldSelector=status.phase%3DFailed' }],
      { existence: 'unknown', how: 'whole', replicas: 3, applied: 0, missed: 0 },
    ],
  ])('%s', (_name, events, expected) => {
    const { state } = history(...events).lives[0] as { state: ObjectState };
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
