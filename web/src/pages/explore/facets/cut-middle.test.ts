import { expect, test } from 'vitest';
import { cutMiddle } from './cut-middle.ts';

test.each([
  ['short', 10, 'short'],
  ['system:serviceaccount:kafka:strimzi', 16, 'syste…ka:strimzi'],
  ['1234567890', 10, '1234567890'],
])('%s in %i', (value, most, expected) => {
  expect(cutMiddle(value, most)).toBe(expected);
  expect(cutMiddle(value, most).length).toBeLessThanOrEqual(most);
});
