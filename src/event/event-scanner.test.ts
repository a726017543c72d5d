import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCanonicalReader } from './canonical.ts';
import type { AuditEvent, ObjectReference } from './event.ts';
import { EventScanner } from './event-scanner.ts';
import { type Layout, writeEvent } from './go-json.ts';
import { anyEvent, damagedAtTimes } from './testing.ts';
import { type TextSpan, unescapeInto } from './text-span.ts';
import { formatMicros } from './time.ts';
import { sourceOf } from './words.ts';

const scanner = new EventScanner();
const readText = createCanonicalReader();
const none = { requestObject: '', responseObject: '', details: '' };

function unescaped(bytes: Uint8Array, span: TextSpan): string {
  const target = new Uint8Array(span.end - span.start);
  return Buffer.from(target.buffer, 0, unescapeInto(target, 0, bytes, span)).toString();
}

function uuid(words: Uint32Array): string {
  const hex = Array.from(words, (word) => word.toString(16).padStart(8, '0')).join('');
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

/** What the scanner found, as the text reader gives it; `undefined` where it found nothing. */
function read(json: string) {
  // Other events stand before and after it.
  const bytes = Buffer.from(`[${json},{"level":"Metadata"}]`);
  const end = scanner.scan(sourceOf(bytes), 1);
  if (end !== bytes.length - ',{"level":"Metadata"}]'.length) return undefined;
  const text = (span: TextSpan) => unescaped(bytes, span);
  const body = ({ start, end }: { start: number; end: number }) => bytes.toString('utf8', start, end);
  const { objectRef: found, responseStatus, requestReceivedTimestamp, stageTimestamp } = scanner;
  const ref = {
    resource: found.resource?.value,
    namespace: found.namespace?.value,
    name: text(found.name),
    uid: text(found.uid),
    apiGroup: found.apiGroup?.value,
    apiVersion: found.apiVersion?.value,
    resourceVersion: text(found.resourceVersion),
    subresource: found.subresource?.value,
  };
  const objectRef = Object.fromEntries(Object.entries(ref).filter(([, value]) => value)) as ObjectReference;
  const event = {
    ...(scanner.layout === 'event' && { kind: 'Event', apiVersion: scanner.apiVersion?.value }),
    level: scanner.level.value,
    auditID: uuid(scanner.auditID),
    stage: scanner.stage.value,
    requestURI: text(scanner.requestURI),
    verb: scanner.verb.value,
    user: scanner.user.value,
    impersonatedUser: scanner.impersonatedUser?.value,
    sourceIPs: scanner.sourceIPs?.value,
    userAgent: scanner.userAgent?.value,
    objectRef: Object.keys(objectRef).length > 0 ? objectRef : undefined,
    responseStatus: responseStatus?.value.status,
    requestReceivedTimestamp: requestReceivedTimestamp < 0 ? undefined : formatMicros(requestReceivedTimestamp),
    stageTimestamp: stageTimestamp < 0 ? undefined : formatMicros(stageTimestamp),
    annotations: scanner.annotations?.value,
  };
  const bodies = {
    requestObject: body(scanner.requestObject),
    responseObject: body(scanner.responseObject),
    details: responseStatus?.value.details ?? '',
  };
  return { event: JSON.parse(JSON.stringify(event)) as AuditEvent, layout: scanner.layout, bodies };
}

const full: AuditEvent = {
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  level: 'Metadata',
  auditID: '0a7b1f0e-0000-4000-8000-00000000000a',
  stage: 'ResponseComplete',
  requestURI: '/api/v1/pods?a=<b>&c="\\é',
  verb: 'list',
  user: { username: 'alice', uid: 'u', groups: ['g', ''], extra: { k: ['v', 'w'] } },
  impersonatedUser: { groups: ['x'] },
  sourceIPs: ['10.0.0.1'],
  userAgent: 'kubectl "x"\\',
  objectRef: {
    resource: 'pods',
    namespace: 'n',
    name: 'é&',
    uid: 'u',
    apiGroup: 'apps',
    apiVersion: 'v1',
    resourceVersion: '1',
    subresource: 'log',
  },
  responseStatus: { metadata: {}, message: 'a\nb', details: { kind: 'pods' }, code: 403 },
  requestReceivedTimestamp: '2026-03-01T03:12:45.123456Z',
  stageTimestamp: '2026-03-01T03:12:45.130001Z',
  annotations: { 'a/b': 'c', d: '' },
};
const bodies = {
  requestObject: '{"a":[1,{"b":"}"}]}',
  responseObject: '{"n":12345678901234567890}',
  details: '{"kind":"pods"}',
};

describe('EventScanner reads', () => {
  test.each<Layout>(['event', 'item'])('all that an %s can hold, the second time as the first', (layout) => {
    const { kind, apiVersion, ...item } = full;
    for (const _time of [1, 2]) {
      const found = read(writeEvent(full, bodies, layout));
      expect(found).toEqual({ event: layout === 'event' ? full : item, layout, bodies });
    }
  });
});

const id = '0a7b1f0e-0000-4000-8000-00000000000a';
const head = `{"level":"Metadata","auditID":"${id}","stage":"ResponseComplete","requestURI":"/x","verb":"get"`;
const user = `${head},"user":{"username":"a"}`;

describe('EventScanner leaves to the general way', () => {
  test.each([
    ['another order', `{"auditID":"${id}","level":"Metadata"}`],
    ['an id that is no UUID', head.replace(id, `${id.slice(0, -1)}g`)],
    ['the id that stands for none', `${user}}`.replace(id, '00000000-0000-0000-0000-000000000000')],
    ['space', `${head}, "user":{"username":"a"}}`],
    ['what Go escapes', `${head},"user":{"username":"<"}}`],
    ['the same in a text', `${user}}`.replace('/x', '/<')],
    ['an escape that Go does not write', `${user}}`.replace('/x', '/\\u0041')],
    ['an escape that ends the text', `${user}}`.replace('/x"', '/x\\"')],
    ['an empty value that Go leaves out', `${head},"user":{"username":""}}`],
    ['an empty list', `${head},"user":{"groups":[]}}`],
    ['an empty object', `${user},"objectRef":{}}`],
    ['an empty name', `${user},"objectRef":{"name":""}}`],
    ['a member without a value', `${user},"objectRef":{"resource":}}`],
    ['a text without a value', `${user},"objectRef":{"resource":"a","name":}}`],
    ['a member without a value before others', `${user},"objectRef":{"resource":,"namespace":"b"}}`],
    ['a text without a value before others', `${user},"objectRef":{"name":,"uid":"b"}}`],
    ['an object in another order', `${user},"objectRef":{"name":"a","resource":"b"}}`],
    ['a status that says nothing', `${user},"responseStatus":{"metadata":{}}}`],
    ['details that Go writes otherwise', `${user},"responseStatus":{"metadata":{},"details":{"a":1.0}}}`],
    ['a field that it does not know', `${user},"vendor":1}`],
    ['a number as a key', `${user},"annotations":{"b":"x","1":"y"}}`],
    ['a key twice', `${user},"annotations":{"b":"x","b":"y"}}`],
    ['a day that does not exist', `${user},"stageTimestamp":"2026-02-30T03:12:45.123456Z"}`],
    ['a time without its end', `${user},"stageTimestamp":"2026-02-28T03:12:45.123456"}`],
    ['a digit that is none', `${user},"stageTimestamp":"2026-02-28T03:12:45.12345:Z"}`],
    ['a broken end', user],
    ['a broken body', `${user},"requestObject":{]}}`],
    ['nothing', ''],
  ])('%s', (_name, text) => {
    expect(read(text)).toBeUndefined();
  });

  test('a time of zero bytes, also where it is the first', () => {
    const json = `${user},"stageTimestamp":"${'\0'.repeat(20)}123456Z"}`;
    expect(new EventScanner().scan(sourceOf(Buffer.from(json)), 0)).toBe(-1);
  });

  test('bytes that break off anywhere', () => {
    const bytes = Buffer.from(writeEvent(full, bodies, 'item'));
    expect(scanner.scan(sourceOf(bytes), 0)).toBe(bytes.length);
    for (let end = 0; end < bytes.length; end++) expect(scanner.scan(sourceOf(bytes.subarray(0, end)), 0)).toBe(-1);
  });
});

test('what it reads, the text reader reads too, and as the same', () => {
  const event = anyEvent(fc.constantFrom(id, id, id, 'x'));
  let taken = 0;
  fc.assert(
    fc.property(damagedAtTimes(event.map((value) => writeEvent(value, none, 'item'))), (given) => {
      const found = read(given);
      if (!found) return;
      taken++;
      const expected = readText(given);
      expect(found).toEqual(expected && { ...expected, event: JSON.parse(JSON.stringify(expected.event)) });
    }),
    { numRuns: 5000 },
  );
  expect(taken).toBeGreaterThan(50);
});
