import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createCanonicalReader } from '../../event/canonical.ts';
import type { AuditEvent } from '../../event/event.ts';
import { type Layout, writeEvent } from '../../event/go-json.ts';
import { MAX_EVENT_DEPTH } from '../../event/limits.ts';
import { anyEvent, damagedAtTimes } from '../../event/testing.ts';
import { isCanonicalTime } from '../../event/time.ts';
import { eventEnds } from './event-ends.ts';

const readText = createCanonicalReader();
const none = { requestObject: '', responseObject: '', details: '' };
const id = '0a7b1f0e-0000-4000-8000-00000000000a';
const head = `{"level":"Metadata","auditID":"${id}","stage":"ResponseComplete","requestURI":"/x","verb":"get"`;
const user = `${head},"user":{"username":"a"}`;

/** What is taken of bytes in which others stand around an event. */
function taken(json: string): string | undefined {
  const bytes = Buffer.from(`[${json},{"level":"Metadata"}]`);
  const end = endsOf(bytes)(1);
  return end < 0 ? undefined : bytes.toString('utf8', 1, end);
}

function isTaken(json: string): boolean {
  return taken(json) === json;
}

function endsOf(bytes: Uint8Array): (at: number) => number {
  const ends = eventEnds(bytes);
  if (!ends) throw new Error('this machine cannot run what is tested here');
  return ends;
}

const full: AuditEvent = {
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  level: 'Metadata',
  auditID: id,
  stage: 'ResponseComplete',
  requestURI: '/api/v1/pods?a=<b>&c="\\é',
  verb: 'list',
  user: { username: 'alice', uid: 'u', groups: ['g', ''], extra: { k: ['v', 'w'], l: ['x'] } },
  impersonatedUser: { groups: ['x'] },
  sourceIPs: ['10.0.0.1', '::1'],
  userAgent: 'kubectl "x"\\ 😀',
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
  responseStatus: {
    metadata: {},
    status: 'Failure',
    message: 'a "b"',
    reason: 'Forbidden',
    details: { name: 'x', group: 'apps', kind: 'pods', uid: 'u' },
    code: 403,
  },
  requestReceivedTimestamp: '2026-03-01T03:12:45.123456Z',
  stageTimestamp: '2026-03-01T03:12:45.130001Z',
  annotations: { 'a/b': 'c', 'a/bc': '', d: 'e' },
};
const bodies = {
  requestObject: '{"a":[1,-0.5e+7,{"b":"}\\n\\u00e9"}],"c":{},"d":[],"e":[true,false,null]}',
  responseObject: '{"n":12345678901234567890}',
  details: '{"name":"x","group":"apps","kind":"pods","uid":"u"}',
};

describe('takes', () => {
  test.each<Layout>(['event', 'item'])('all that an %s can hold', (layout) => {
    expect(isTaken(writeEvent(full, bodies, layout))).toBe(true);
  });

  test.each([
    ['no more than must be', `${user}}`],
    ['a user without a name', `${head},"user":{"groups":["a"]}}`],
    ['a user that is nobody', `${head},"user":{}}`],
    ['a code alone', `${user},"responseStatus":{"metadata":{},"code":200}}`],
    ['one detail', `${user},"responseStatus":{"metadata":{},"details":{"kind":"pods"},"code":404}}`],
    ['a member of an object that is not the first', `${user},"objectRef":{"name":"a","apiVersion":"v1"}}`],
    ['the 29th of February', `${user},"stageTimestamp":"2024-02-29T23:59:59.999999Z"}`],
    ['an empty body', `${user},"responseObject":{}}`],
    ['characters like those that Go escapes', `${user},"requestObject":{"a":"→ “b” – € …","c":"\u2027\u202a"}}`],
  ])('%s', (_name, json) => {
    expect(readText(json)).toBeDefined();
    expect(isTaken(json)).toBe(true);
  });
});

describe('leaves to others', () => {
  test.each([
    ['another order', `{"auditID":"${id}","level":"Metadata"}`],
    ['an id that is no UUID', `${user}}`.replace(id, `${id.slice(0, -1)}g`)],
    ['an id in upper case', `${user}}`.replace(id, id.toUpperCase())],
    ['an id without a hyphen', `${user}}`.replace(id, id.replace('-', '0'))],
    ['the id that stands for none', `${user}}`.replace(id, '00000000-0000-0000-0000-000000000000')],
    ['space', `${head}, "user":{"username":"a"}}`],
    ['what Go escapes', `${head},"user":{"username":"<"}}`],
    ['a control character', `${head},"user":{"username":"a\u0001"}}`],
    ['an escape that Go does not write', `${user}}`.replace('/x', '/\\u0041')],
    ['an escape that ends the text', `${user}}`.replace('/x"', '/x\\"')],
    ['an empty value that Go leaves out', `${head},"user":{"username":""}}`],
    ['an empty list', `${head},"user":{"groups":[]}}`],
    ['nobody who is impersonated', `${user},"impersonatedUser":{}}`],
    ['an empty object', `${user},"objectRef":{}}`],
    ['a member without a value', `${user},"objectRef":{"resource":}}`],
    ['an object in another order', `${user},"objectRef":{"name":"a","resource":"b"}}`],
    ['a status that says nothing', `${user},"responseStatus":{"metadata":{}}}`],
    ['a code that begins with a zero', `${user},"responseStatus":{"metadata":{},"code":0200}}`],
    ['a code that is too long', `${user},"responseStatus":{"metadata":{},"code":1234567890}}`],
    ['details that Go writes otherwise', `${user},"responseStatus":{"metadata":{},"details":{"a":1.0}}}`],
    ['a field that it does not know', `${user},"vendor":1}`],
    ['a number as a key', `${user},"annotations":{"1":"y","b":"x"}}`],
    ['a name that is no key', `${user},"annotations":{"__proto__":"y"}}`],
    ['a key twice', `${user},"annotations":{"b":"x","b":"y"}}`],
    ['a key twice, not in a row', `${user},"annotations":{"b":"x","c":"y","b":"z"}}`],
    ['a broken body', `${user},"requestObject":{]}}`],
    ['a body that is no object', `${user},"requestObject":[]}`],
    ['a number that is none', `${user},"requestObject":{"a":01}}`],
    ['a word that is none', `${user},"requestObject":{"a":nul}}`],
    ['a comma too much', `${user},"requestObject":{"a":[1,]}}`],
    ['a body with what Go escapes', `${user},"requestObject":{"a":"\u2028"}}`],
    ['the other character of that kind', `${user},"requestObject":{"a":"→\u2029"}}`],
    ['a broken end', user],
  ])('%s', (_name, json) => {
    expect(taken(json)).toBeUndefined();
  });

  test('bytes that break off anywhere, whatever was looked through before', () => {
    const json = writeEvent(full, bodies, 'item');
    const bytes = Buffer.from(json);
    for (let end = 0; end < bytes.length; end++) {
      expect(isTaken(json)).toBe(true);
      expect(endsOf(bytes.subarray(0, end))(0)).toBe(-1);
    }
  });
});

describe('nesting of bodies', () => {
  const nested = (levels: number) =>
    `${user},"requestObject":${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}}`;

  test('so deep, and no deeper', () => {
    expect([MAX_EVENT_DEPTH - 1, MAX_EVENT_DEPTH].map((levels) => isTaken(nested(levels)))).toEqual([true, false]);
  });
});

describe('windows', () => {
  const event = (bytes: number) => `${user},"requestObject":{"a":"${'x'.repeat(bytes)}"}}`;

  test('events are found wherever they stand in bytes that no window holds', () => {
    const sizes = Array.from({ length: 400 }, (_, i) => (i * 7919) % 30_000);
    const bytes = Buffer.from(sizes.map(event).join(','));
    const ends = endsOf(bytes);
    let at = 0;
    for (const size of sizes) {
      const end = ends(at);
      expect(bytes.toString('utf8', at, end)).toBe(event(size));
      at = end + 1;
    }
    expect(at).toBe(bytes.length + 1);
    // And in any order.
    expect(ends(0)).toBe(event(0).length);
  });

  test('one that no window holds is left to others, and what follows it is found', () => {
    const long = event(2 * 1024 * 1024);
    const ends = endsOf(Buffer.from(`${long},${event(10)}`));
    expect(ends(0)).toBe(-1);
    expect(ends(long.length + 1)).toBe(long.length + 1 + event(10).length);
  });

  test('what stood there for another is not found behind the end', () => {
    expect(endsOf(Buffer.from(`${event(10)},${event(10)}`))(0)).toBe(event(10).length);
    const short = Buffer.from('[1]');
    for (let at = 0; at < 200; at++) expect(endsOf(short)(at)).toBe(-1);
    const ends = endsOf(short);
    for (const at of [0, 3, 4, 100, 2_000_000]) expect(ends(at)).toBe(-1);
  });

  test.each([0, 1, 2])('a character that the end of a window cuts off hides that end from nobody (%i)', (shift) => {
    const stale = Buffer.from('"}}'.repeat(400_000));
    expect(endsOf(stale)(0)).toBe(-1);
    const long = `${user},"requestObject":{"a":"${'x'.repeat(shift)}${'→'.repeat(400_000)}"}}`;
    const ends = endsOf(Buffer.from(`${event(10)},${long}`));
    expect(ends(0)).toBe(event(10).length);
    // After this, windows are small, and behind them stands what was there for others.
    expect(endsOf(stale)(0)).toBe(-1);
    expect(ends(event(10).length + 1)).toBe(-1);
  });

  test('who takes turns with another at each event copies little for each', () => {
    const lines = 20_000;
    const bytes = Buffer.from(`${event(10)},`.repeat(lines));
    const ends = endsOf(bytes);
    const other = Buffer.from('{"a":1}');
    const copied = vi.spyOn(Uint8Array.prototype, 'set');
    for (let i = 0; i < lines; i++) {
      const at = i * (event(10).length + 1);
      expect(ends(at)).toBe(at + event(10).length);
      expect(endsOf(other)(0)).toBe(-1);
    }
    const sizes = copied.mock.calls.map(([from]) => from.length);
    copied.mockRestore();
    expect(sizes).toHaveLength(2 * lines);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(lines * 9 * 1024 + 1024 * 1024);
  });

  test('several are looked through in turn', () => {
    const all = [event(10), event(20)].map((json) => Buffer.from(`${json},${json}`));
    const ends = all.map(endsOf);
    for (const second of [0, 1]) {
      for (const [i, bytes] of all.entries()) {
        const length = (bytes.length - 1) / 2;
        expect(ends[i]!(second * (length + 1))).toBe(second * (length + 1) + length);
      }
    }
  });
});

test('the times that are taken are those that the store can hold', () => {
  const part = (least: number, most: number, digits: number) =>
    fc.integer({ min: least, max: most }).map((number) => String(number).padStart(digits, '0'));
  const days = fc.tuple(
    fc.oneof(part(1968, 1971, 4), part(2023, 2028, 4), part(2098, 2201, 4)),
    part(0, 13, 2),
    fc.oneof(part(0, 2, 2), part(27, 33, 2)),
  );
  const clock = fc.tuple(part(0, 25, 2), part(0, 61, 2), part(0, 61, 2), part(0, 999_999, 6));
  let count = 0;
  fc.assert(
    fc.property(days, clock, fc.option(fc.nat(26), { freq: 4 }), ([y, mo, d], [h, mi, s, us], broken) => {
      const good = `${y}-${mo}-${d}T${h}:${mi}:${s}.${us}Z`;
      const time = broken === null ? good : `${good.slice(0, broken)}:${good.slice(broken + 1)}`;
      const found = isTaken(`${user},"stageTimestamp":"${time}"}`);
      if (found) count++;
      expect(found).toBe(isCanonicalTime(time));
    }),
    { numRuns: 5_000 },
  );
  expect(count).toBeGreaterThan(100);
});

test('what is taken is canonical', () => {
  const event = anyEvent(fc.constantFrom(id, id, id, 'x'));
  const body = fc.constantFrom('', '', bodies.requestObject, bodies.responseObject);
  const written = fc
    .tuple(event, body, body)
    .map(([value, requestObject, responseObject]) =>
      writeEvent(value, { ...none, requestObject, responseObject }, 'item'),
    );
  let count = 0;
  fc.assert(
    fc.property(damagedAtTimes(written), (given) => {
      const found = taken(given);
      if (found === undefined) return;
      count++;
      expect(readText(found)).toBeDefined();
    }),
    { numRuns: 5_000 },
  );
  expect(count).toBeGreaterThan(50);
});
