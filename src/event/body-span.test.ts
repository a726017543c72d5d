import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noBody, scanBody } from './body-span.ts';

function end(json: string): number {
  const bytes = Buffer.from(json);
  return scanBody(bytes, 0, bytes.length, noBody());
}

describe('scanBody takes', () => {
  test.each([
    '{}',
    '{"a":[]}',
    '{"a":[1,-0.5e+10,true,false,null,"x"],"b":{"c":{}}}',
    '{"a":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9é"}',
    '{"a":[[[]],{}]}',
  ])('%s', (json) => {
    expect(end(json)).toBe(Buffer.byteLength(json));
    expect(end(`${json},"b"`)).toBe(Buffer.byteLength(json));
  });
});

describe('scanBody leaves to others', () => {
  test.each([
    '',
    '[]',
    '"a"',
    '{',
    '{"a"}',
    '{"a":}',
    '{"a":1,}',
    '{"a":[1,]}',
    '{"a":[1}',
    '{"a":01}',
    '{"a":1.}',
    '{"a":1e}',
    '{"a":-}',
    '{"a":tru}',
    '{"a":"x}',
    '{"a":"\\x"}',
    '{"a":"\\u00g0"}',
    '{"a":"\n"}',
    '{"a": 1}',
    '{a:1}',
    '{"a":"<"}',
    '{,}',
    '{"a":1 }',
  ])('%s', (json) => {
    expect(end(json)).toBe(-1);
  });

  test('what is nested too deeply', () => {
    const nested = (levels: number) => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
    expect(end(nested(999))).toBe(nested(999).length);
    expect(end(nested(1_000))).toBe(-1);
  });
});

test('it counts objects and arrays', () => {
  const span = noBody();
  const bytes = Buffer.from('{"a":[{},[]],"b":"{["}');
  scanBody(bytes, 0, bytes.length, span);
  expect(span).toEqual({ start: 0, end: bytes.length, containers: 4 });
});

test('it takes what JSON.parse takes, and nothing else', () => {
  const damage = fc.constantFrom('', '', '', '"', '\\', ',', ':', '}', '{', '[', ']', '0', '-', '.', 'e', 'u', 't');
  let taken = 0;
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), damage, fc.nat(3), (value, place, added, cut) => {
      const json = JSON.stringify(value);
      const at = place % json.length;
      const given = json.slice(0, at) + added + json.slice(at + cut);
      const isTaken = end(given) === Buffer.byteLength(given);
      if (isTaken) taken++;
      expect(isTaken).toBe(
        isJsonObject(given) && !/[<>&\s]/.test(given.replace(/"(?:[^"\\]|\\.)*"/g, (s) => s.replaceAll(' ', ''))),
      );
    }),
    { numRuns: 5000 },
  );
  expect(taken).toBeGreaterThan(100);
});

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
