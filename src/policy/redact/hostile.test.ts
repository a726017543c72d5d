import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedaction, type Known } from './redact.ts';
import { ENCODED, event, MARKER, secret, secrets } from './testing.ts';

/** Secrets in bodies that somebody has written so that they are not seen. */

const redact = createRedaction(Buffer.from('key'))('prod');
const KNOWN: readonly Known[] = ['native', 'read', 'unread'];

function leaks(text: string): boolean {
  return KNOWN.some((known) => {
    const raw = Buffer.from(text);
    const left = Buffer.from(redact(raw, known)?.raw ?? raw).toString();
    return [MARKER, ENCODED, Buffer.from(`"${MARKER}`).toString('base64').slice(4, 20)].some((hint) =>
      left.includes(hint),
    );
  });
}

/** The same JSON, with some of the characters of names and words written as escapes. */
function escaped(json: string, chosen: (at: number) => boolean): string {
  return json.replace(/[a-zA-Z](?=[a-zA-Z]*"\s*[:,}])/g, (char, at: number) =>
    chosen(at) ? `\\u00${char.charCodeAt(0).toString(16)}` : char,
  );
}

const BODIES: readonly object[] = [
  secrets({ requestObject: secret }),
  event({ requestObject: secret }),
  event({ requestObject: { spec: { password: MARKER, token: MARKER } } }),
  event({ requestObject: { env: [{ name: 'DB_PASSWORD', value: MARKER }] } }),
  event({ responseObject: { items: [{ kind: 'Secret', stringData: { a: MARKER } }] } }),
  event({ requestObject: { url: `postgres://ann:${MARKER}@db` } }),
];

test('escapes that are not needed hide nothing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...BODIES), fc.infiniteStream(fc.boolean()), (value, chosen) => {
      const text = escaped(JSON.stringify(value), () => chosen.next().value === true);
      expect(JSON.parse(text)).toEqual(value);
      expect(leaks(text)).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test('texts in texts hide nothing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...BODIES.slice(1)), fc.integer({ min: 1, max: 4 }), (value, depth) => {
      let text = JSON.stringify(value);
      for (let i = 0; i < depth; i++) text = JSON.stringify({ a: text });
      expect(leaks(`{"auditID":"1","requestURI":"/x","requestObject":${text}}`)).toBe(false);
    }),
    { numRuns: 100 },
  );
});

test.each<[string, (json: string) => string | Buffer]>([
  ['base64', (json) => json],
  ['base64 of indented JSON', (json) => JSON.stringify(JSON.parse(json), null, 2)],
  ['base64 of a list', (json) => `[${json}]`],
  ['gzip', (json) => gzipSync(json)],
  ['gzip of base64 of gzip', (json) => gzipSync(gzipSync(json).toString('base64'))],
])('%s hides nothing', (_, pack) => {
  for (const value of BODIES.slice(1)) {
    const packed = Buffer.from(pack(JSON.stringify(value))).toString('base64');
    const text = JSON.stringify(event({ requestObject: { kind: 'ConfigMap', data: { a: packed } } }));
    for (const known of KNOWN.slice(0, 2)) {
      expect(Buffer.from(redact(Buffer.from(text), known)?.raw ?? text).includes(packed.slice(0, 20))).toBe(false);
    }
  }
});

describe('a member that stands twice hides nothing', () => {
  test.each([
    `{"kind":"Secret","kind":"Pod","data":{"a":"${ENCODED}"}}`,
    `{"kind":"Pod","kind":"Secret","data":{"a":"${ENCODED}"}}`,
    `{"data":{"a":"${ENCODED}"},"data":{},"kind":"Secret"}`,
    `{"env":[{"name":"A_TOKEN","name":"x","value":"${MARKER}"}]}`,
    `{"env":[{"name":"A_TOKEN","value":"${MARKER}","value":"x"}]}`,
    `{"password":"x","password":"${MARKER}"}`,
  ])('%s', (object) => {
    expect(leaks(`{"auditID":"1","requestURI":"/x","requestURI":"/y","requestObject":${object}}`)).toBe(false);
  });

  test('not that of a request', () => {
    const bodies = `"requestObject":{"data":{"a":"${ENCODED}"}}`;
    expect(leaks(`{"auditID":"1","requestURI":"/api/v1/secrets/a","requestURI":"/x",${bodies}}`)).toBe(false);
    expect(leaks(`{"auditID":"1","objectRef":{"resource":"secrets"},"objectRef":{"resource":"pods"},${bodies}}`)).toBe(
      false,
    );
  });
});

test('what is packed larger than can be unpacked goes', () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20)).toString('base64');
  const text = JSON.stringify(event({ requestObject: { data: { release: bomb } } }));
  const start = process.cpuUsage();
  expect(Buffer.from(redact(Buffer.from(text), 'native')!.raw).length).toBeLessThan(1_000);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(10);
});
