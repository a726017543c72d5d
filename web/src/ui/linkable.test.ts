import { expect, test } from 'vitest';
import { isLinkable } from './linkable.ts';

test.each([
  [[], true],
  [['alice', undefined], true],
  [['x'.repeat(8_192)], true],
  [['x'.repeat(8_193)], false],
  [['x'.repeat(5_000), 'x'.repeat(5_000)], false],
])('what is long is not linked, case %#', (values, expected) => {
  expect(isLinkable(...values)).toBe(expected);
});
