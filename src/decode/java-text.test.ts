import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJavaObject } from './java-text.ts';

test.each<[string, unknown]>([
  ['class A { }', {}],
  ['class A { a: b c: 3 d: null e: true f: -1.5 }', { a: 'b', c: 3, d: null, e: true, f: -1.5 }],
  ['class A {\n   a: b\n   c: 3\n}', { a: 'b', c: 3 }],
  ['class A {\n   a: b c: 3 }\n   d: \n}', { a: 'b c: 3 }', d: '' }],
  ['class A { d: Example: This is (a) text. n: 3 }', { d: 'Example: This is (a) text.', n: 3 }],
  ['class A { a:  b: 1 }', { a: '', b: 1 }],
  ['class A { in: class B { a: 1 } x: 2 }', { in: { a: 1 }, x: 2 }],
  ['class A {\n  in: class B {\n    a: 1\n  }\n  x: 2\n}', { in: { a: 1 }, x: 2 }],
  [
    'class A { l: [] m: [a, b] n: [class B { a: 1 }, class B { a: 2 }] x: 1 }',
    { l: [], m: ['a', 'b'], n: [{ a: 1 }, { a: 2 }], x: 1 },
  ],
  [
    'class A { z: 007 y: 12345678901234567890 u: https://a:1/b }',
    { z: '007', y: '12345678901234567890', u: 'https://a:1/b' },
  ],
  ["A{a='b', c=3, d=null}", { a: 'b', c: 3, d: null }],
  ["A{a='it's', b='{\"x\":1,\"y\":[]}', c=[In, Out]}", { a: "it's", b: '{"x":1,"y":[]}', c: ['In', 'Out'] }],
  ["A{p=x.Y@6ef', q=null', r=2019-05-16T14:59:34.804}", { p: 'x.Y@6ef', q: null, r: '2019-05-16T14:59:34.804' }],
  ["A{b=B{x='1'}, c=2}", { b: { x: '1' }, c: 2 }],
  ["A{a='[redacted:1f0c]', b=[redacted]}", { a: '[redacted:1f0c]', b: '[redacted]' }],
  ['class A { a: [redacted:1f0c] }', { a: '[redacted:1f0c]' }],
  ['A{}', {}],
  ['class A { __proto__: 1 }', JSON.parse('{"__proto__":1}')],
])('%s', (text, value) => {
  const read = readJavaObject(`${text}, rest`, 0);
  expect(read).toMatchObject({ className: 'A', isWhole: true, end: text.length });
  expect(JSON.stringify(read?.value)).toBe(JSON.stringify(value));
});

test.each<[string, unknown]>([
  ['class A {', {}],
  ['class A { a: 1 b', {}],
  ['class A { a: 1 b: cut o', { a: 1 }],
  ['class A { in: class B { a: 1 b: 2', { in: { a: 1 } }],
  ['class A { l: [class B { a: 1 }', { l: [{ a: 1 }] }],
  ["A{a='b', c='d", { a: 'b' }],
  ["A{a='b'", { a: 'b' }],
  ["A{a='b', c=3, dee", { a: 'b', c: 3 }],
])('what is cut off is read as far as it goes: %s', (text, value) => {
  expect(readJavaObject(text, 0)).toMatchObject({ isWhole: false, value });
});

test.each(['', 'class', 'class A', 'A {', "{a='b'}", 'null'])('no object: %s', (text) => {
  expect(readJavaObject(text, 0)).toBeUndefined();
});

test('no text makes it throw or go beyond the end', () => {
  const piece = fc.constantFrom(
    'class A {',
    'A{',
    '}',
    ' ',
    '\n',
    'a: ',
    'b=',
    "'",
    ', ',
    '[',
    ']',
    '[class ',
    'x',
    '1',
    'null',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = `class A { ${pieces.join('')}`;
      expect(readJavaObject(text, 0)?.end).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2000 },
  );
});

test.each(['class A { a: ', 'A{a=', ' a', ' ', "' ", '[class A { ', ', a=', ' a:', '\n'])(
  '1 MB of %j is read in linear time',
  (piece) => {
    for (const head of ['class A { a: ', 'class A {\n a: ', 'A{a=', "A{a='"]) {
      const text = head + piece.repeat(1_000_000 / piece.length);
      const before = process.cpuUsage();
      readJavaObject(text, 0);
      const { user, system } = process.cpuUsage(before);
      expect(user + system).toBeLessThan(1_000_000);
    }
  },
);
