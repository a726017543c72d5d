import { expect, test } from 'vitest';
import { visibleText } from './visible-text.ts';

test.each([
  ['plain', 'plain', 0],
  ['naïve 日本語 👩‍💻', 'naïve 日本語 👩\\u200d💻', 0],
  ['user\u202egnp.exe', 'user\\u202egnp.exe', 0],
  ['\u001b[31mred\u0007', '\\u001b[31mred\\u0007', 0],
  ['a\tb\nc', 'a\tb\nc', 0],
  ['a\rb', 'a\\u000db', 0],
  ['ze\u200bro', 'ze\\u200bro', 0],
  ['tag\u{e0041}', 'tag\\u{e0041}', 0],
  ['lone \ud800 half', 'lone \\ud800 half', 0],
  ['<b onclick=alert(1)>', '<b onclick=alert(1)>', 0],
  ['x'.repeat(105), 'x'.repeat(100), 5],
])('%j is seen as %j', (value, text, rest) => {
  expect(visibleText(value, 100)).toEqual({ text, rest });
});

test('a pair is not cut in two', () => {
  expect(visibleText('ab👍', 3)).toEqual({ text: 'ab', rest: 2 });
});
