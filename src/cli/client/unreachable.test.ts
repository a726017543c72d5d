import { expect, test } from 'vitest';
import { unreachable } from './unreachable.ts';

const ADDRESS = new URL('http://verbatim.example.com/');

test.each([
  [new TypeError('fetch failed', { cause: new Error('bad port') }), 'cannot be reached: bad port.'],
  [new TypeError('"Bearer secret" is an invalid header value.'), 'cannot be reached: the request cannot be sent.'],
  ['secret', 'cannot be reached: the request cannot be sent.'],
])('%s', (error, text) => {
  const { message } = unreachable(ADDRESS, error);
  expect(message).toBe(`The server at http://verbatim.example.com ${text}`);
});
