import { expect, test } from 'vitest';
import { createSessionCookie } from './session-cookie.ts';

const plain = { protocol: 'http', host: '127.0.0.1:7400', headers: {} } as const;
const tls = { ...plain, protocol: 'https' } as const;
const proxied = { ...plain, host: 'Audit.example.com' } as const;
const EXTERNAL = 'https://audit.example.com';

test.each([
  ['without TLS', undefined, plain, 'verbatim-session=a; Path=/; Max-Age=60; HttpOnly; SameSite=Strict'],
  ['with TLS', undefined, tls, '__Host-verbatim-session=a; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure'],
  [
    'behind a proxy',
    EXTERNAL,
    proxied,
    '__Host-verbatim-session=a; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure',
  ],
  ['past the proxy', EXTERNAL, plain, 'verbatim-session=a; Path=/; Max-Age=60; HttpOnly; SameSite=Strict'],
])('%s', (_name, external, request, expected) => {
  const cookie = createSessionCookie(external);
  expect(cookie.give(request, 'a', 60)).toBe(expected);
  expect(cookie.take(request)).toBe(expected.replace('=a;', '=;').replace('=60', '=0'));
});

test.each([
  ['verbatim-session=abc', plain, 'abc'],
  ['theme=dark; verbatim-session=a-b_c ;x=y', plain, 'a-b_c'],
  ['__Host-verbatim-session=abc', tls, 'abc'],
  ['', plain, undefined],
  ['verbatim-session=', plain, undefined],
  ['verbatim-session="abc"', plain, undefined],
  ['xverbatim-session=abc', plain, undefined],
  ['Verbatim-Session=abc', plain, undefined],
  [`verbatim-session=${'a'.repeat(1_000)}`, plain, undefined],
  // One of them was planted.
  ['verbatim-session=abc; verbatim-session=def', plain, undefined],
  // Over TLS only the one that nobody else can plant; without, not that one.
  ['verbatim-session=abc', tls, undefined],
  ['__Host-verbatim-session=abc; verbatim-session=def', tls, 'abc'],
  ['__Host-verbatim-session=abc', plain, undefined],
])('%j holds %o', (header, request, id) => {
  expect(createSessionCookie(undefined).read({ ...request, headers: { cookie: header } })).toBe(id);
});
