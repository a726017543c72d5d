import { expect, test } from 'vitest';
import { bounded } from './bounded.ts';

const a = (count: number) => 'a'.repeat(count);

test.each([
  [a(500), a(500)],
  [a(501), `${a(500)}… (501 characters; -o raw shows all)`],
  [a(1_000_003), `${a(500)}… (1,000,003 characters; -o raw shows all)`],
  [`${a(499)}😀b`, `${a(499)}… (501 characters; -o raw shows all)`],
  [`${a(498)}😀b`, `${a(498)}😀… (500 characters; -o raw shows all)`],
])('%#', (text, expected) => {
  expect(bounded(text, '-o raw')).toBe(expected);
});
