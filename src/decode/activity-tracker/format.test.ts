import { describe, expect, test } from 'vitest';
import { actorOf, outcomeOf } from '../../event/derive.ts';
import { decode } from '../decode.ts';
import type { Read } from '../reading.ts';
import { NO_STRUCTURE } from '../received.ts';
import { ENVELOPE } from '../testing/envelope.ts';
import { formatContract } from '../testing/format-contract.ts';
import { readFixtures } from '../testing/read-fixtures.ts';
import { activityTracker } from './format.ts';

const LINES = readFixtures(import.meta.url);
formatContract({
  format: activityTracker,
  fixtures: LINES,
  adversarial: ['a.', '{"action":".', '{"_line":"', '{\\"_line\\":'],
});

const read = (object: object) => decode(Buffer.from(JSON.stringify(object)), NO_STRUCTURE, ENVELOPE) as Read;
const EVENT = {
  eventTime: '2026-03-01T10:00:00.12+0100',
  action: 'containers-kubernetes.cluster.create',
  outcome: 'success',
  initiator: { id: 'IBMid-1', name: 'alice@example.com', host: { address: '192.0.2.7', agent: 'cli' } },
  target: { id: 'crn:1', name: 'blue' },
  reason: { reasonCode: 200 },
};

test('each part of an event has its place', () => {
  const { event, platform, component, native } = read({ ...EVENT, correlationId: 'c', requestData: { n: 1 } });
  expect([platform, component, native, actorOf(event)]).toEqual([
    'ibm',
    'activity-tracker',
    false,
    'alice@example.com',
  ]);
  expect(event).toMatchObject({
    auditID: 'c',
    level: 'Request',
    verb: 'create',
    user: { username: 'alice@example.com', uid: 'IBMid-1' },
    sourceIPs: ['192.0.2.7'],
    userAgent: 'cli',
    objectRef: { apiGroup: 'containers-kubernetes', resource: 'cluster', name: 'blue', uid: 'crn:1' },
    responseStatus: { code: 200, status: 'Success' },
    requestObject: { n: 1 },
    requestReceivedTimestamp: '2026-03-01T09:00:00.120000Z',
  });
});

describe('the outcome', () => {
  test.each([
    ['success', 200, 'allowed'],
    ['success', undefined, 'allowed'],
    ['failure', '403', 'denied'],
    ['failure', 409, 'failed'],
    ['failure', undefined, 'failed'],
    ['pending', undefined, 'unknown'],
    ['FAILURE', 'none', 'failed'],
  ])('%s with %s is %s', (outcome, reasonCode, becomes) => {
    expect(outcomeOf(read({ ...EVENT, outcome, reason: { reasonCode } }).event)).toBe(becomes);
  });
});

test.each([
  ['login', { apiGroup: undefined, resource: undefined }, 'login'],
  ['iam.login', { apiGroup: 'iam', resource: undefined }, 'login'],
  ['is.vpc.subnet.attach', { apiGroup: 'is', resource: 'subnet' }, 'attach'],
])('action %s', (action, ref, verb) => {
  const { event } = read({ ...EVENT, action });
  expect(event.verb).toBe(verb);
  expect({ apiGroup: event.objectRef?.apiGroup, resource: event.objectRef?.resource }).toEqual(ref);
});

test('an export gives what is in it, with its host and its time', () => {
  expect(read({ _source: EVENT }).event.verb).toBe('create');
  expect(read({ _line: JSON.stringify(EVENT), _host: 'h', _ts: 1 })).toMatchObject({ platform: 'ibm', node: 'h' });
  const kube = read({ _line: '{"auditID":"a","verb":"get"}', _host: 'w', _ts: 1_772_362_802_123 });
  expect(kube).toMatchObject({ node: 'w', event: { requestReceivedTimestamp: '2026-03-01T11:00:02.123000Z' } });
  expect(read({ _line: 'hello', _host: 'w' })).toMatchObject({ quarantine: { reason: 'not-an-event' } });
});

test('data is read where it is JSON in a text', () => {
  const { event } = read({ ...EVENT, requestData: '{"n":1}', responseData: '{"n":' });
  expect(event).toMatchObject({ requestObject: { n: 1 }, responseObject: '{"n":', level: 'RequestResponse' });
});

test('what has a wrong type is missing', () => {
  const odd = { ...EVENT, initiator: { name: 5, host: 'x' }, target: [], reason: null, outcome: {}, message: 5 };
  const { event } = read(odd);
  expect(event).not.toHaveProperty('user');
  expect(event).not.toHaveProperty('responseStatus');
  expect(event.objectRef).toEqual({ resource: 'cluster', apiGroup: 'containers-kubernetes' });
});
