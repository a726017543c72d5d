import { expect, test } from 'vitest';
import { safeNext } from './safe-next.ts';

test.each([
  [undefined, '/'],
  ['', '/'],
  ['/explore?query=verb%3A%20delete', '/explore?query=verb%3A%20delete'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?next=/', '/'],
])('after signing in, %s leads to %s', (next, address) => {
  expect(safeNext(next)).toBe(address);
});
