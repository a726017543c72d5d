import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REDACTED } from '../../event/redacted.ts';
import { createRedaction, type Known } from './redact.ts';
import { ENCODED, event, HINTS, JWT, MARKER, PLANTED, secret, secrets } from './testing.ts';

const redact = createRedaction(Buffer.from('key'), 'all')('prod');
const remove = createRedaction(undefined)('prod');

function afterwards(text: string, known: Known = 'read'): string {
  return Buffer.from(redact(Buffer.from(text), known)?.raw ?? Buffer.from(text)).toString();
}

function leaks(text: string): string[] {
  return HINTS.filter((hint) => text.includes(hint));
}

describe('a secret is taken out of', () => {
  test.each(PLANTED)('%s', (_, value) => {
    const text = JSON.stringify(value);
    expect(leaks(text)).not.toEqual([]);
    const redacted = afterwards(text);
    expect(leaks(redacted)).toEqual([]);
    expect(() => JSON.parse(redacted)).not.toThrow();
    expect(redacted).toContain('[redacted:');
  });

  test.each(PLANTED)('%s, written as Go writes it and known to be native', (_, value) => {
    const text = JSON.stringify(value).replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
    if (text.startsWith('{"kind":"Event"')) expect(leaks(afterwards(text, 'native'))).toEqual([]);
  });

  test.each(PLANTED)('%s, cut off anywhere', (_, value) => {
    const text = JSON.stringify(value);
    const first = Math.min(...HINTS.map((hint) => text.indexOf(hint)).filter((at) => at >= 0));
    for (let end = first + 1; end < text.length; end += 3) {
      const left = afterwards(text.slice(0, end), 'unread');
      expect([end, leaks(left)]).toEqual([end, []]);
    }
  });

  test.each([
    ['a line of text', `login failed for a: password=${MARKER}, client_secret='${MARKER}'`],
    ['a token of UAA that is no JWT', `details=(tokenType=bearertokenValue=${MARKER}, sub=admin)`],
    ['a printed object', `class P {\n  clientSecret: ${MARKER}\n  nsxtPassword: ${MARKER}\n}`],
    ['a printed object on one line', `class P { class Q { password: ${MARKER} } x: 1 }`],
    ['a printed object of another kind', `P{nsxtPassword='${MARKER}', token=${MARKER}}`],
    ['JSON in a line', `UAA ('{"client_secret":"${MARKER}"}'): principal=p`],
    [
      'values with spaces',
      `class P { password: a b ${MARKER} c: 1 } X{password='a, b ${MARKER}'} password=\\"a ${MARKER}\\"`,
    ],
    ['a variable', `DB_PASSWORD=${MARKER} run --token=${MARKER}`],
    ['a line with a token', `Jun 04 16:00:07 host uaa: Authorization: Bearer ${JWT}`],
    [
      'an event behind the header of a line',
      `Jun 04 16:00:07 host app: ${JSON.stringify(secrets({ requestObject: secret }))}`,
    ],
    ['an event behind the name of a node', `node-1 ${JSON.stringify(secrets({ requestObject: secret }))}`],
    ['what is no JSON', `{"requestObject": {'kind': 'Secret', 'data': {'x': '${ENCODED}'}}}`],
    [
      'what is nested too deeply',
      `{"requestObject":${'['.repeat(500)}{"kind":"Secret","data":"${ENCODED}"}${']'.repeat(500)}}`,
    ],
  ])('%s', (_, text) => {
    expect(leaks(afterwards(text))).toEqual([]);
    expect(leaks(afterwards(text, 'unread'))).toEqual([]);
  });
});

test('all else stays as it came, byte for byte', () => {
  const text = `{"kind":"Event","auditID":"1","n":12345678901234567890,"a":"\\u003cx\\u003e","requestURI":"/x/secrets/y","requestObject":{"kind":"Secret","data":{"p":"${ENCODED}"},"z":1.0e5}}`;
  const redacted = afterwards(text);
  const [before, after] = text.split(`"${ENCODED}"`) as [string, string];
  expect(redacted.startsWith(before)).toBe(true);
  expect(redacted.endsWith(`${after.slice(0, -1)},"annotations":{"${REDACTED}":"requestObject.data.p"}}`)).toBe(true);
});

describe('a line that Docker split', () => {
  const pieces = (text: string) =>
    (`${text}\n`.match(/[\s\S]{1,60}/g) ?? [])
      .map((log) => JSON.stringify({ log, stream: 'stdout', time: 't' }))
      .join('\n');

  test('stays as it is without a secret', () => {
    const text = pieces(JSON.stringify(event({ requestObject: { Data: 'x'.repeat(200), Secret: 'y' } })));
    expect(redact(Buffer.from(text), 'read')).toBeUndefined();
  });

  test('is one entry without its secret, wherever it was split', () => {
    const redacted = JSON.parse(afterwards(pieces(JSON.stringify(secrets({ requestObject: secret })))));
    expect(leaks(JSON.stringify(redacted))).toEqual([]);
    expect(JSON.parse(redacted.log).requestObject.data.password).toMatch(/^\[redacted:/);
    expect(redacted.stream).toBe('stdout');
  });
});

describe('what was taken out is named', () => {
  test.each([
    ['', '"annotations":{"verbatim/redacted":"requestObject.data.p"}}'],
    [',"annotations":{}', '"annotations":{"verbatim/redacted":"requestObject.data.p"}}'],
    [',"annotations":{"a":"b"}', '"annotations":{"a":"b","verbatim/redacted":"requestObject.data.p"}}'],
  ])('beside %j', (annotations, expected) => {
    const text = `{"auditID":"1","requestURI":"/secrets/x","requestObject":{"data":{"p":"x"}}${annotations}}`;
    expect(afterwards(text).endsWith(expected)).toBe(true);
  });
});

test('of a line that Docker has split all but the secret stays, wherever it was split', () => {
  const line = `${JSON.stringify({ audit: { requestURI: '/x', requestObject: { a: 'é', password: MARKER, b: 1 } } })}\n`;
  const logOf = (text: string) =>
    text
      .split('\n')
      .map((piece) => JSON.parse(piece).log)
      .join('');
  for (let at = 1; at < line.length; at++) {
    const pieces = [line.slice(0, at), line.slice(at)].map((log) =>
      JSON.stringify({ log, stream: 'stdout', time: 't' }),
    );
    const redacted = afterwards(pieces.join('\n'));
    expect(redacted).not.toContain(MARKER);
    expect(JSON.parse(logOf(redacted)).audit.requestObject).toMatchObject({ a: 'é', b: 1 });
  }
});

test('equal secrets can be seen to be equal, if there is a key', () => {
  const text = JSON.stringify(secrets({ requestObject: { data: { a: 'x', b: 'x', c: 'y' } } }));
  const { a, b, c } = JSON.parse(afterwards(text)).requestObject.data;
  expect(a).toMatch(/^\[redacted:[0-9a-f]{16}\]$/);
  expect([a === b, a === c]).toEqual([true, false]);
  const bare = JSON.parse(Buffer.from(remove(Buffer.from(text), 'read')!.raw).toString()).requestObject.data;
  expect(bare).toEqual({ a: '[redacted]', b: '[redacted]', c: '[redacted]' });
});

test('secrets of two clusters cannot be compared', () => {
  const raw = Buffer.from(JSON.stringify(secrets({ requestObject: { data: { a: 'x' } } })));
  const redaction = createRedaction(Buffer.from('key'));
  const [a, again, b] = ['a', 'a', 'b'].map((cluster) => Buffer.from(redaction(cluster)(raw, 'read')!.raw).toString());
  expect(again).toBe(a);
  expect(b).not.toBe(a);
  expect(createRedaction(Buffer.from('key'))('a')(raw, 'read')!.raw.toString()).toBe(a);
});

test('the program of an exec is kept', () => {
  const uri = '/a/exec?command=psql&command=-c&command=select+1&container=db&stdin=true';
  const redacted = JSON.parse(afterwards(JSON.stringify(event({ requestURI: uri })))).requestURI;
  expect(redacted).toMatch(/\?command=psql&command=\[redacted:\w+\]&command=\[redacted:\w+\]&container=db&stdin=true$/);
});

describe('of the arguments of an exec only those that tell of a secret are taken out, unless all should be', () => {
  test.each([
    ['command=cat&command=%2Fetc%2Fhosts', 'command=cat&command=%2Fetc%2Fhosts'],
    ['command=sh&command=-c&command=export+DB_PASSWORD%3Dx', 'command=sh&command=-c&command=[redacted]'],
    [
      'command=psql&command=--password&command=x&command=-c',
      'command=psql&command=--password&command=[redacted]&command=-c',
    ],
    ['command=mysql&command=-px', 'command=mysql&command=[redacted]'],
    ['command=curl&command=https%3A%2F%2Fa', 'command=curl&command=https%3A%2F%2Fa'],
  ])('%s', (query, expected) => {
    const raw = Buffer.from(JSON.stringify(event({ requestURI: `/api/v1/namespaces/a/pods/b/exec?${query}` })));
    const redacted = Buffer.from(remove(raw, 'native')?.raw ?? raw).toString();
    expect(JSON.parse(redacted).requestURI).toBe(`/api/v1/namespaces/a/pods/b/exec?${expected}`);
  });
});

describe('nothing is taken out of', () => {
  test.each([
    ['the metadata of a request for a Secret', JSON.stringify({ ...secrets({ verb: 'get' }), level: 'Metadata' })],
    ['a ConfigMap', JSON.stringify(event({ requestObject: { kind: 'ConfigMap', data: { a: 'b' } } }))],
    [
      'a pod that mounts a Secret',
      JSON.stringify(event({ requestObject: { spec: { volumes: [{ secret: { secretName: 'db' } }] } } })),
    ],
    [
      'a request with parameters',
      JSON.stringify(event({ requestURI: '/api/v1/pods?limit=500&timeout=32s&resourceVersion=5' })),
    ],
    ['a line', 'Jun 04 16:00:07 host app: nothing to see'],
    ['a line from which UAA has taken it', 'tokenType=bearertokenValue=<TOKEN>, sub=ann'],
    ['a printed object', 'class P { password: null\n passwords: 3 }'],
    ['a text that speaks of passwords', 'sshd: Failed password: for ann'],
    ['a list that goes on', JSON.stringify(event({ requestURI: '/api/v1/pods?continue=abc' }))],
    ['a variable of a container', JSON.stringify({ audit: { requestObject: { Env: ['PATH=/bin', 'PASSWORD='] } } })],
  ])('%s', (_, text) => expect(redact(Buffer.from(text), 'read')).toBeUndefined());
});

test('what is redacted has nothing more to take out', () => {
  for (const [, value] of PLANTED) {
    const once = afterwards(JSON.stringify(value));
    const twice = afterwards(once);
    expect(JSON.parse(twice).requestObject).toEqual(JSON.parse(once).requestObject);
  }
});

test('whatever comes, nothing throws, and JSON stays JSON', () => {
  const names = fc.constantFrom(
    'kind',
    'data',
    'name',
    'value',
    'items',
    'requestObject',
    'requestURI',
    'token',
    'password',
    'x',
  );
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom('Secret', 'TOKEN', MARKER, `${JWT}`, '{"kind":"Secret"', 5, null, true),
      fc.array(tie('json'), { maxLength: 4 }),
      fc.dictionary(names, tie('json'), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(json, fc.constantFrom<Known>('native', 'read', 'unread'), fc.nat(), (value, known, cut) => {
      const text = JSON.stringify(value);
      expect(() => JSON.parse(afterwards(text, known))).not.toThrow();
      afterwards(text.slice(0, cut % (text.length + 1)), known);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['brackets', `{"requestObject":"Secret${'['.repeat(1_000_000)}`],
  ['objects', `{"Secret":${'{"data":'.repeat(100_000)}`],
  ['kinds at the end', `{"requestObject":${'{"a":'.repeat(150)}"x"${',"kind":"Secret"}'.repeat(150)}}`],
  ['keys', '-----BEGIN PRIVATE KEY-----'.repeat(40_000)],
  ['dots of a token', `eyJhbGciOiJ${'.a'.repeat(500_000)}`],
  ['equals', 'token='.repeat(170_000)],
  ['keys in base64', 'LS0tLS1CRUdJ'.repeat(80_000)],
  ['arguments', `{"requestObject":[${'"--token","x",'.repeat(70_000)}1]}`],
  ['one long name', '--a-token'.repeat(110_000)],
  ['commands', `exec?${'command=a&'.repeat(100_000)}`],
])('a megabyte of %s takes no long time', (_, text) => {
  const start = process.cpuUsage();
  redact(Buffer.from(text), 'unread');
  const { user, system } = process.cpuUsage(start);
  // A quadratic way through a megabyte takes hours.
  expect((user + system) / 1e6).toBeLessThan(10);
});
