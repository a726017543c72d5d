import { describe, expect, test } from 'vitest';
import { serverAddress } from './server-address.ts';

const REQUEST = { protocol: 'http' as const, host: '10.0.0.1:7400' };

describe('an address is', () => {
  test.each([
    ['what who asks says', 'https://a.example', 'https://b.example', 'https://a.example/'],
    ['what the configuration says', undefined, 'https://b.example/below', 'https://b.example/below/'],
    ['where the request came', undefined, undefined, 'http://10.0.0.1:7400/'],
    ['without what does not reach the server', 'https://a.example/x?y#z', undefined, 'https://a.example/x/'],
  ])('%s', (_name, given, server, expected) => {
    expect(serverAddress(REQUEST, given, server === undefined ? {} : { server }).href).toBe(expected);
  });
});

test.each([
  '',
  'verbatim',
  'ftp://a.example',
  'https://user:pass@a.example',
  'https://a.example/$(id)',
  "https://a.example/'",
])('%j is refused', (given) => {
  expect(() => serverAddress(REQUEST, given, {})).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }));
});
