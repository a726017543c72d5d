import { expect, test } from 'vitest';
import { queryExcerpt } from './query-excerpt.ts';

const LONG = 'x'.repeat(200);

test.each([
  ['verb: gt', 6, 8, ['  verb: gt', '        ^~']],
  ['verb:', 5, 5, ['  verb:', '       ^']],
  ['名前: a', 4, 5, ['  名前: a', '        ^']],
  ['a\nb', 2, 3, ['  a\\nb', '     ^']],
  ['abc', 99, 200, ['  abc', '     ^']],
  ['', 0, 1, ['  ', '  ^']],
  [`${LONG}!${LONG}`, 200, 201, [`  …${'x'.repeat(60)}!${'x'.repeat(60)}…`, `${' '.repeat(63)}^`]],
])('%j from %i to %i', (query, position, end, expected) => {
  expect(queryExcerpt(query, position, end)).toEqual(expected);
});
