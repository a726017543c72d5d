import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visible, visibleJson } from './visible.ts';

test.each([
  ['plain text stays', 'system:serviceaccount:ci:deployer', 'system:serviceaccount:ci:deployer'],
  ['so does what people write', 'žluťoučký 名前 имя 👍 a\u0301', 'žluťoučký 名前 имя 👍 a\u0301'],
  ['colours', '\x1b[31mred', '\\x1b[31mred'],
  ['titles, clipboards, links', '\x1b]52;c;aGk=\x07', '\\x1b]52;c;aGk=\\x07'],
  ['8-bit controls', '\x9b31m\x85', '\\x9b31m\\x85'],
  ['line ends and tabs', 'a\r\n\tb', 'a\\r\\n\\tb'],
  ['delete and nul', '\x7f\0', '\\x7f\\x00'],
  ['bidirectional overrides and isolates', 'a\u202eb\u2066c\u200f', 'a\\u202eb\\u2066c\\u200f'],
  ['zero width', 'ad\u200bmin\u200d\ufeff', 'ad\\u200bmin\\u200d\\ufeff'],
  ['soft hyphen, Hangul filler, Braille blank', '\u00ad\u3164\u2800', '\\xad\\u3164\\u2800'],
  ['variation selectors and tags', 'a\ufe0f\u{e0061}', 'a\\ufe0f\\u{e0061}'],
  ['spaces that are not the space', 'a\u00a0b\u3000c d', 'a\\xa0b\\u3000c d'],
  ['line and paragraph separators', '\u2028\u2029', '\\u2028\\u2029'],
  ['halves of pairs', '\ud800x', '\\ud800x'],
  ['a mark without a letter', '\u0301a', '\\u0301a'],
  ['stacked marks', `a${'\u0301'.repeat(6)}`, `a${'\u0301'.repeat(4)}\\u0301\\u0301`],
])('%s', (_name, text, expected) => {
  expect(visible(text)).toBe(expected);
});

test('nothing that acts or hides comes through, and safe text is left alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const safe = visible(text);
      expect(safe).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
      expect(visible(safe)).toBe(safe);
    }),
  );
});

test.each([
  ['{"a":"é 😀"}\n{\t}\n', '{"a":"é 😀"}\n{\t}\n'],
  ['"a\u202eb\x9b\u200b\r"', '"a\\u202eb\\u009b\\u200b\\u000d"'],
  ['"\u{e0041}\ud800"', '"\\udb40\\udc41\\ud800"'],
])('JSON %j → %j', (json, expected) => {
  expect(visibleJson(json)).toBe(expected);
});
