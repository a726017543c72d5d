import { expect, test } from 'vitest';
import { code, page, table } from './markdown.ts';

test.each([
  ['plain', 'plain', '`plain`'],
  ['nothing', '', ''],
  ['a back-tick', 'a`b', '`` a`b ``'],
])('code: %s', (_name, text, markdown) => {
  expect(code(text)).toBe(markdown);
});

test('a cell is one line and holds no end of a cell', () => {
  expect(table(['a', 'long title'], [['x|y', 'two\nlines']])).toBe(
    ['| a    | long title |', '| ---- | ---------- |', '| x\\|y | two lines  |'].join('\n'),
  );
});

test('a page ends with one line end', () => {
  expect(page(['# A', 'b'])).toBe('# A\n\nb\n');
});
