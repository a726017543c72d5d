import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCanonicalReader } from './canonical.ts';
import type { AuditEvent } from './event.ts';
import { type Layout, writeEvent } from './go-json.ts';
import { anyEvent, damagedAtTimes } from './testing.ts';

const read = createCanonicalReader();
const nothing = { requestObject: '', responseObject: '', details: '' };

const full: AuditEvent = {
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  level: 'Metadata',
  auditID: '0a7b1f0e-0000-4000-8000-00000000000a',
  stage: 'ResponseComplete',
  requestURI: '/api/v1/pods?a=<b>&c',
  verb: 'list',
  user: { username: 'alice', uid: 'u', groups: ['g', ''], extra: { k: ['v', 'w'] } },
  impersonatedUser: { groups: ['x'] },
  sourceIPs: ['10.0.0.1'],
  userAgent: 'kubectl "x"\\',
  objectRef: { resource: 'pods', name: 'é', subresource: 'log' },
  responseStatus: { metadata: {}, message: 'a\nb', code: 403 },
  requestReceivedTimestamp: '2026-03-01T03:12:45.123456Z',
  stageTimestamp: '2026-03-01T03:12:45.130001Z',
  annotations: { 'a/b': 'c', d: '' },
};
const bodies = { requestObject: '{"a":[1,{"b":"}"}]}', responseObject: '{"n":12345678901234567890}', details: '' };

describe('createCanonicalReader reads', () => {
  test.each<Layout>(['event', 'item'])('all that an %s can hold', (layout) => {
    const { kind, apiVersion, ...item } = full;
    const found = read(writeEvent(full, bodies, layout));
    expect(found?.layout).toBe(layout);
    expect(found?.bodies).toEqual(bodies);
    expect(found?.event).toEqual(layout === 'event' ? full : item);
  });
});

const head = '{"level":"Metadata","auditID":"a","stage":"ResponseComplete","requestURI":"/x","verb":"get"';

describe('createCanonicalReader leaves to the general way', () => {
  test.each([
    ['another order', '{"auditID":"a","level":"Metadata"}'],
    ['space', `${head}, "user":{}}`],
    ['what Go escapes', `${head},"user":{"username":"<"}}`],
    ['an escape that Go does not write', `${head},"user":{"username":"\\u0041"}}`],
    ['an empty value that Go leaves out', `${head},"user":{"username":""}}`],
    ['an empty list', `${head},"user":{"groups":[]}}`],
    ['an empty object', `${head},"user":{},"objectRef":{}}`],
    ['a status that says nothing', `${head},"user":{},"responseStatus":{"metadata":{}}}`],
    ['a field that it does not know', `${head},"user":{},"vendor":1}`],
    ['a number as a key', `${head},"user":{},"annotations":{"b":"x","1":"y"}}`],
    ['a key twice', `${head},"user":{},"annotations":{"b":"x","b":"y"}}`],
    ['a key that is no key', `${head},"user":{},"annotations":{"__proto__":"y"}}`],
    ['a leading zero', `${head},"user":{},"responseStatus":{"metadata":{},"code":0200}}`],
    ['a day that does not exist', `${head},"user":{},"stageTimestamp":"2026-02-30T03:12:45.123456Z"}`],
    ['text after the end', `${head},"user":{}} `],
    ['a broken end', `${head},"user":{}`],
    ['a broken body', `${head},"user":{},"requestObject":{]}}`],
    ['nothing', ''],
  ])('%s', (_name, text) => {
    expect(read(text)).toBeUndefined();
  });
});

test('what it reads, writeEvent writes again, and JSON.parse agrees', () => {
  const json = fc.oneof(
    anyEvent().map((value) => writeEvent(value, nothing, 'item')),
    anyEvent().map((value) => JSON.stringify(value)),
  );
  let accepted = 0;
  fc.assert(
    fc.property(damagedAtTimes(json), (given) => {
      const found = read(given);
      if (!found) return;
      accepted++;
      expect(writeEvent(found.event, found.bodies, found.layout)).toBe(given);
      const parsed = JSON.parse(given) as AuditEvent;
      expect(JSON.stringify(found.event)).toBe(JSON.stringify(parsed));
    }),
    { numRuns: 5000 },
  );
  expect(accepted).toBeGreaterThan(50);
});
