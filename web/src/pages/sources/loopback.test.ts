import { expect, test } from 'vitest';
import { isLoopback } from './loopback.ts';

test.each([
  ['http://127.0.0.1:7400/', true],
  ['http://localhost/', true],
  ['http://[::1]:7400/', true],
  ['https://127.example.com/', false],
  ['https://verbatim.example.com/', false],
])('%s is reached from this machine only: %s', (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});
