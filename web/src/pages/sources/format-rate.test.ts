import { expect, test } from 'vitest';
import { formatDuration, formatRate } from './format-rate.ts';

test.each([
  [0, '0'],
  [0.004, '<0.01'],
  [0.25, '0.25'],
  [3.42, '3.4'],
  [664.7, '665'],
  [12_345, '12.3K'],
])('%d a second is shown as %s', (rate, text) => {
  expect(formatRate(rate)).toBe(text);
});

test.each([
  [0.2204, '220 ms'],
  [-0.05, '-50 ms'],
  [1.52, '1.5 s'],
  [42, '42 s'],
  [569, '9 min'],
  [7_621, '2 h'],
  [200_000, '2 d'],
])('%d s are shown as %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
