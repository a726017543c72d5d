import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExact, writeExact } from './exact-json.ts';

test.each([
  ['12345678901234567890', 12345678901234567890n],
  ['-9007199254740993', -9007199254740993n],
  ['9007199254740991', 9007199254740991],
  ['{"a":[1,9007199254740993,"9007199254740993"]}', { a: [1, 9007199254740993n, '9007199254740993'] }],
  ['{"9007199254740993":{}, "b" : [] }', { '9007199254740993': {}, b: [] }],
  [
    String.raw`{"\"1234567890123456":"\\","c":"\u0039007199254740993"}`,
    { '"1234567890123456': '\\', c: '9007199254740993' },
  ],
  ['0.12345678901234567', Number('0.12345678901234567')],
  ['1234567890123456789e3', Number('1234567890123456789e3')],
  ['[true,false,null,1234567890123456789]', [true, false, null, 1234567890123456789n]],
])('reads %s', (text, value) => expect(parseExact(text)).toEqual(value));

test('a member named __proto__ is one like any other', () => {
  const value = parseExact('{"__proto__":{"a":12345678901234567890}}') as object;
  expect(Object.hasOwn(value, '__proto__')).toBe(true);
  expect(writeExact(value)).toBe('{"__proto__":{"a":12345678901234567890}}');
});

test('what is no JSON is refused', () => {
  expect(() => parseExact('{"a":12345678901234567890')).toThrow(SyntaxError);
});

test('an integer longer than any that means something is read as JSON.parse reads it', () => {
  expect(parseExact('1'.repeat(5_000))).toBe(Number.POSITIVE_INFINITY);
});

test('deep nesting is read', () => {
  const depth = 5_000;
  const text = `${'['.repeat(depth)}12345678901234567890${']'.repeat(depth)}`;
  let value = parseExact(text);
  for (let i = 0; i < depth; i++) [value] = value as [unknown];
  expect(value).toBe(12345678901234567890n);
});

const exact = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.bigInt().map((big) => (Number.isSafeInteger(Number(big)) ? Number(big) : big)),
    fc.string({ unit: 'binary' }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value')),
  ),
})).value;

test.each([0, 2])('what is written, with an indentation of %i, is read back', (space) => {
  fc.assert(
    fc.property(exact, (value) => {
      expect(parseExact(writeExact(value, space))).toEqual(value);
    }),
  );
});

test.each([0, 2])('what JSON.stringify can write is written the same, with an indentation of %i', (space) => {
  const json = fc.jsonValue();
  fc.assert(
    fc.property(json, (value) => {
      expect(writeExact(value, space)).toBe(JSON.stringify(value, null, space));
      expect(writeExact([value, 1n], space)).toBe(JSON.stringify([value, 1], null, space));
    }),
  );
});
