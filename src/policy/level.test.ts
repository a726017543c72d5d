import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LEVELS, STAGES } from '../event/event.ts';
import type { Decision } from './evaluate.ts';
import { recordedAs } from './level.ts';

const managed = { name: 'api', managedFields: [{ manager: 'kubectl' }] };
const full = {
  level: 'RequestResponse',
  auditID: '1',
  stage: 'ResponseComplete',
  verb: 'update',
  requestObject: { kind: 'Pod', metadata: managed },
  responseObject: { kind: 'Pod', metadata: managed, spec: { replicas: 3 } },
  annotations: { a: 'b' },
};

function decision(given: Partial<Decision>): Decision {
  return { level: 'RequestResponse', rule: 0, omitStages: [], omitManagedFields: false, ...given };
}

describe('an event is written', () => {
  const { responseObject: _, ...withRequest } = full;
  const { requestObject: __, ...metadata } = withRequest;

  test.each([
    ['as it is where all is recorded', {}, full],
    ['without the answer at Request', { level: 'Request' as const }, { ...withRequest, level: 'Request' }],
    ['without bodies at Metadata', { level: 'Metadata' as const }, { ...metadata, level: 'Metadata' }],
    ['not at all at None', { level: 'None' as const }, undefined],
    ['not in a stage that is left out', { omitStages: ['ResponseComplete' as const] }, undefined],
    [
      'without managed fields',
      { omitManagedFields: true },
      {
        ...full,
        requestObject: { kind: 'Pod', metadata: { name: 'api' } },
        responseObject: { kind: 'Pod', metadata: { name: 'api' }, spec: { replicas: 3 } },
      },
    ],
  ])('%s', (_name, given, expected) => expect(recordedAs(full, decision(given))).toEqual(expected));

  test('with no more than it was recorded with', () => {
    const event = { level: 'Metadata', stage: 'ResponseComplete' };
    expect(recordedAs(event, decision({}))).toBe(event);
  });
});

describe('managed fields', () => {
  test.each([
    [
      'of a list',
      { kind: 'PodList', items: [{ metadata: managed }, { metadata: {} }, null] },
      { kind: 'PodList', items: [{ metadata: { name: 'api' } }, { metadata: {} }, null] },
    ],
    [
      'of a table',
      { kind: 'Table', rows: [{ cells: [1], object: { metadata: managed } }, { cells: [] }] },
      { kind: 'Table', rows: [{ cells: [1], object: { metadata: { name: 'api' } } }, { cells: [] }] },
    ],
    [
      'stay where items are no list',
      { kind: 'Odd', items: [{ metadata: managed }] },
      { kind: 'Odd', items: [{ metadata: managed }] },
    ],
    ['stay where the body is no object', 'text', 'text'],
  ])('%s', (_, body, expected) => {
    expect(
      recordedAs({ ...full, responseObject: body }, decision({ omitManagedFields: true }))?.responseObject,
    ).toEqual(expected);
  });

  test('stay in a patch', () => {
    const written = recordedAs({ ...full, verb: 'patch' }, decision({ omitManagedFields: true }));
    expect(written?.requestObject).toBe(full.requestObject);
  });
});

test('applying a decision twice changes nothing more', () => {
  const body = fc.option(fc.object({ maxDepth: 3 }), { nil: undefined });
  const event = fc.record({
    level: fc.constantFrom(...LEVELS),
    stage: fc.constantFrom(...STAGES),
    verb: fc.constantFrom('patch', 'update'),
    requestObject: body,
    responseObject: fc.oneof(body, fc.constant(full.responseObject)),
  });
  const any = fc.record({
    level: fc.constantFrom(...LEVELS),
    rule: fc.constant(0),
    omitStages: fc.subarray([...STAGES]),
    omitManagedFields: fc.boolean(),
  });
  fc.assert(
    fc.property(event, any, (given, decided) => {
      const once = recordedAs(given, decided);
      expect(once && recordedAs(once, decided)).toEqual(once);
    }),
  );
});
