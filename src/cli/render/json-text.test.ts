import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indentJson, membersOf } from './json-text.ts';

test.each([
  ['{}', '{}'],
  [
    '{"a":[],"b":{"c":[1,"x,{}:\\"",null]}}',
    '{\n  "a": [],\n  "b": {\n    "c": [\n      1,\n      "x,{}:\\"",\n      null\n    ]\n  }\n}',
  ],
  ['[ 1.0 ,12345678901234567890 ]', '[\n  1.0,\n  12345678901234567890\n]'],
  ['"\\u003c"', '"\\u003c"'],
])('%s', (json, expected) => {
  expect(indentJson(json)).toBe(expected);
});

test('is what JSON.stringify writes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(indentJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
    }),
  );
});

test('a body of megabytes', () => {
  const json = JSON.stringify({ text: '\\"\n'.repeat(2_000_000), list: Array.from({ length: 100_000 }, (_, i) => i) });
  expect(indentJson(json)).toBe(JSON.stringify(JSON.parse(json), null, 2));
});

test('members as they are written', () => {
  expect([...membersOf('{"a" : 1.0, "b":{"c":[2]} , "c": "x"}')]).toEqual([
    ['a', '1.0'],
    ['b', '{"c":[2]}'],
    ['c', '"x"'],
  ]);
});
