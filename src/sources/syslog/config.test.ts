import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { createAllowed, plainAddress } from './allowed.ts';
import { SyslogConfig } from './config.ts';

const TLS = { cert_file: 'a.crt', key_file: 'a.key' };
const NAMED = { ...TLS, client_ca_file: 'ca.crt', client_certificates: [{ cluster: 'prod', common_name: 'relay' }] };

/** What is wrong with one listener. */
function problemsOf(...listeners: object[]): string[] {
  const complete = Value.Default(
    SyslogConfig,
    listeners.map((listener, i) => ({ id: `listener-${i}`, ...listener })),
  );
  return Value.Errors(SyslogConfig, complete).map(({ message }) => message);
}

describe('is taken:', () => {
  test.each([
    ['loopback', { listen: 'udp://127.0.0.1:5514', cluster: 'prod' }],
    ['loopback by name', { listen: 'tcp://localhost:0', cluster: 'prod' }],
    ['IPv6', { listen: 'tcp://[::1]:601', cluster: 'prod' }],
    ['all addresses, as it is said', { listen: 'udp://0.0.0.0:514', cluster: 'prod', insecure: true }],
    ['TLS', { listen: 'tls://0.0.0.0:6514', cluster: 'prod', tls: TLS }],
    ['clusters by certificate', { listen: 'tls://0.0.0.0:6514', tls: NAMED }],
    ['networks', { listen: 'udp://127.0.0.1:514', cluster: 'prod', allow: ['10.0.0.0/8', '::1', '2001:db8::/32'] }],
  ])('%s', (_what, listener) => {
    expect(problemsOf(listener)).toEqual([]);
  });
});

describe('is refused:', () => {
  const local = { listen: 'tcp://127.0.0.1:601', cluster: 'prod' };
  test.each([
    ['other machines without TLS', [{ listen: 'tcp://10.0.0.1:601', cluster: 'prod' }], 'say insecure: true'],
    ['TLS without a certificate', [{ listen: 'tls://127.0.0.1:6514', cluster: 'prod' }], 'needs tls.cert_file'],
    ['a certificate without TLS', [{ ...local, tls: TLS }], 'listen at tls://'],
    ['no cluster', [{ listen: 'udp://127.0.0.1:514' }], 'has no cluster'],
    ['no authority', [{ ...local, listen: 'tls://[::]:1', tls: { ...NAMED, client_ca_file: undefined } }], 'client_ca'],
    ['no network', [{ ...local, allow: ['10.0.0.0/33'] }], 'is no network'],
    ['another scheme', [{ ...local, listen: 'http://127.0.0.1:1' }], 'pattern'],
    ['no port', [{ ...local, listen: 'tcp://127.0.0.1' }], 'pattern'],
    [
      'an id twice',
      [
        { ...local, id: 'a' },
        { ...local, id: 'a' },
      ],
      'two entries have the id a',
    ],
  ])('%s', (_what, listeners, message) => {
    expect(problemsOf(...listeners)).toEqual([expect.stringContaining(message)]);
  });
});

test.each([
  ['10.1.2.3', true],
  ['11.1.2.3', false],
  ['2001:db8::1', true],
  ['2001:db9::1', false],
  ['fe80::1%eth0', true],
  ['192.168.1.1', true],
  ['192.168.1.2', false],
  ['', false],
])('%s is allowed: %s', (address, isAllowed) => {
  const allowed = createAllowed(['10.0.0.0/8', '2001:db8::/32', 'fe80::/10', '192.168.1.1']);
  expect(allowed(address)).toBe(isAllowed);
});

test('without networks all are allowed', () => {
  expect(createAllowed([])('203.0.113.1')).toBe(true);
});

test('an IPv4 address is told as one', () => {
  expect(['::ffff:10.0.0.1', '10.0.0.1', '::1'].map(plainAddress)).toEqual(['10.0.0.1', '10.0.0.1', '::1']);
});
