import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { DockerLogsConfig } from './config.ts';
import { namePattern } from './containers.ts';
import { endpointOf } from './endpoint.ts';

const entry = { id: 'mke', cluster: 'prod' };
const errorsOf = (entries: unknown) =>
  Value.Errors(DockerLogsConfig, Value.Default(DockerLogsConfig, entries)).map(({ message }) => message);

test.each<[string, unknown[]]>([
  ['nothing', []],
  ['as little as may be', [entry]],
  [
    'several daemons',
    [
      entry,
      { ...entry, id: 'b', host: 'tcp://10.0.0.1:2376', tls: { ca_file: '/ca', cert_file: '/c', key_file: '/k' } },
    ],
  ],
])('%s is right', (_name, entries) => expect(errorsOf(entries)).toEqual([]));

test.each<[string, unknown[], RegExp]>([
  ['one id twice', [entry, entry], /two entries have the id mke/],
  ['a certificate without its key', [{ ...entry, host: 'tcp://a', tls: { cert_file: '/c' } }], /needs both/],
  ['TLS where there is none', [{ ...entry, host: 'http://10.0.0.1:2375', tls: {} }], /has tls, but/],
  ['TLS over a socket', [{ ...entry, tls: {} }], /has tls, but/],
  ['another protocol', [{ ...entry, host: 'ssh://host' }], /pattern/],
  ['no containers', [{ ...entry, containers: [] }], /fewer than 1|at least 1|1 items/],
])('%s is wrong', (_name, entries, expected) => expect(errorsOf(entries).join()).toMatch(expected));

const address = (host: string, port: number) => ({ host, port });
test.each<[string, object | undefined, object, boolean]>([
  ['unix:///var/run/docker.sock', undefined, { socketPath: '/var/run/docker.sock' }, false],
  ['tcp://10.0.0.1', undefined, address('10.0.0.1', 2375), false],
  ['tcp://10.0.0.1:80', undefined, address('10.0.0.1', 80), false],
  ['tcp://[::1]:2376/', { server_name: 'docker' }, { ...address('::1', 2376), servername: 'docker' }, true],
  ['tcp://docker.example.com', {}, address('docker.example.com', 2376), true],
  ['https://docker.example.com:443', undefined, address('docker.example.com', 443), true],
  ['http://localhost:2375', undefined, address('localhost', 2375), false],
])('%s', async (host, tls, options, isTls) => {
  expect(await endpointOf({ host, ...(tls && { tls }) })()).toMatchObject({ isTls, options });
});

test.each([
  ['ucp-controller', 'ucp-controller', true],
  ['ucp-controller', 'ucp-controller-2', false],
  ['ucp-*', 'ucp-controller', true],
  ['web.?', 'web.1', true],
  ['web.?', 'webx1', false],
  ['(a', '(a', true],
])('%s fits %s: %s', (pattern, name, fits) => expect(namePattern(pattern).test(name)).toBe(fits));
