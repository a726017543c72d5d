import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visible } from './visible.ts';
import { cut, padEnd, padStart, widthOf } from './width.ts';

test.each([
  ['abc', 3],
  ['名前', 4],
  ['a\u0301', 1],
  ['👍', 2],
  ['', 0],
])('%s takes %i columns', (text, width) => {
  expect(widthOf(text)).toBe(width);
});

test.each([
  ['fits', 4, 'fits'],
  ['too long', 4, 'too…'],
  ['名前名前', 5, '名前…'],
  ['名前名前', 4, '名…'],
  ['a\u0301b\u0301c\u0301', 2, 'a\u0301…'],
  ['名前', 4, '名前'],
])('%s within %i columns is %s', (text, width, expected) => {
  expect(cut(text, width)).toBe(expected);
});

test('what is cut fits, and what fits is not cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (raw, width) => {
      const text = visible(raw);
      const found = cut(text, width);
      expect(widthOf(found)).toBeLessThanOrEqual(width);
      if (widthOf(text) <= width) expect(found).toBe(text);
    }),
  );
});

test('padding counts columns', () => {
  expect(padEnd('名', 4)).toBe('名  ');
  expect(padStart('名', 4)).toBe('  名');
  expect(padEnd('long', 2)).toBe('long');
});
