import { expect, test } from 'vitest';
import { formatBytes, formatCount } from './format-count.ts';

test.each([
  [0, '0'],
  [1234, '1,234'],
  [9999, '9,999'],
  [12_345, '12.3K'],
  [4_000_000, '4M'],
])('%d is shown as %s', (count, text) => {
  expect(formatCount(count)).toBe(text);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_240, '1.2 kB'],
  [34_000_000, '34 MB'],
  [2.5e15, '2.5 PB'],
])('%d bytes are shown as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
