import { once } from 'node:events';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { Agent, createServer, get, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TlsConfig } from '../config/tls.ts';
import { createAuthority, type Issued } from './testing.ts';
import { openTls } from './tls.ts';

const POLL_MS = 5;
const authority = createAuthority();
const pair = (cn: string, notAfter?: Date) =>
  authority.issue({ cn, hosts: ['127.0.0.1'], usage: 'server', ...(notAfter ? { notAfter } : {}) });

let folder: string;
let server: Server | undefined;
let stopping: AbortController;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verbatim-tls-'));
  stopping = new AbortController();
});
afterEach(async () => {
  stopping.abort();
  server?.closeAllConnections();
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** As the kubelet does it: a directory for each version, and a link that is turned in one step. */
let versions = 0;
async function mount({ cert, key }: Issued): Promise<void> {
  const version = `..version-${++versions}`;
  await mkdir(join(folder, version));
  await writeFile(join(folder, version, 'tls.crt'), cert);
  await writeFile(join(folder, version, 'tls.key'), key);
  await symlink(version, join(folder, '..next'));
  await rename(join(folder, '..next'), join(folder, '..data'));
}

async function serve(min_version: TlsConfig['min_version'] = 'TLS12', more: Partial<TlsConfig> = {}) {
  const events: string[] = [];
  const config: TlsConfig = {
    cert_file: join(folder, '..data', 'tls.crt'),
    key_file: join(folder, '..data', 'tls.key'),
    client_certificates: [],
    min_version,
    ...more,
  };
  const observer = {
    reloaded: () => void events.push('reloaded'),
    failed: (error: unknown) => void events.push((error as Error).message),
  };
  const tls = await openTls(config, observer, POLL_MS);
  server = createServer(tls.options, (_request, response) => response.end('here'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  tls.follow(server, stopping.signal);
  return { events, tls, port: (server.address() as AddressInfo).port };
}

/** The common name that a new connection is shown. */
async function nameAt(port: number): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', ca: authority.cert });
  await once(socket, 'secureConnect');
  const name = socket.getPeerCertificate().subject.CN as string;
  socket.destroy();
  return name;
}

function ask(port: number, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', agent }, (response) => {
      const name = (response.socket as TLSSocket).getPeerCertificate().subject.CN as string;
      response.resume().once('end', () => resolve(name));
    }).once('error', reject);
  });
}

test('a new pair is used by new connections, and open ones go on', async () => {
  await mount(pair('first'));
  const { events, port } = await serve();
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: authority.cert });
  expect(await ask(port, agent)).toBe('first');
  await mount(pair('second'));
  await expect.poll(() => events, { timeout: 10_000 }).toEqual(['reloaded']);
  expect(await ask(port, agent)).toBe('first');
  expect(await nameAt(port)).toBe('second');
  agent.destroy();
});

test('a pair that cannot be used is told once, and the one before stays until there is a good one', async () => {
  await mount(pair('first'));
  const { events, tls, port } = await serve();
  const before = tls.material();
  await mount({ cert: pair('second').cert, key: pair('third').key });
  await expect.poll(() => events, { timeout: 10_000 }).toEqual([expect.stringContaining('is not the key')]);
  await new Promise((resolve) => setTimeout(resolve, 10 * POLL_MS));
  expect(events).toHaveLength(1);
  expect(tls.material()).toBe(before);
  expect(await nameAt(port)).toBe('first');
  await rm(join(folder, '..data'));
  await expect.poll(() => events.at(-1), { timeout: 10_000 }).toContain('ENOENT');
  await mount(pair('fourth'));
  await expect.poll(() => events.at(-1), { timeout: 10_000 }).toBe('reloaded');
  expect(await nameAt(port)).toBe('fourth');
});

test('a certificate that has ended does not take the place of one that has not', async () => {
  await mount(pair('first'));
  const { events, port } = await serve();
  await mount(pair('second', new Date(Date.now() - 1000)));
  await expect.poll(() => events, { timeout: 10_000 }).toEqual([expect.stringContaining('ended at')]);
  expect(await nameAt(port)).toBe('first');
});

test.each([
  ['TLS12', 'TLSv1.1', false],
  ['TLS12', 'TLSv1.2', true],
  ['TLS13', 'TLSv1.2', false],
  ['TLS13', 'TLSv1.3', true],
] as const)('%s as the oldest: %s is spoken: %s', async (min, version, spoken) => {
  await mount(pair('first'));
  const { port } = await serve(min);
  const socket = connect({
    port,
    host: '127.0.0.1',
    ca: authority.cert,
    minVersion: version,
    maxVersion: version,
    // OpenSSL speaks the oldest versions only without this level of security.
    ciphers: 'DEFAULT:@SECLEVEL=0',
  });
  const outcome = await once(socket, 'secureConnect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  expect(outcome).toBe(spoken);
});

test.each([
  ['TLSv1.2', true],
  ['TLSv1.2', false],
  ['TLSv1.3', true],
  ['TLSv1.3', false],
] as const)('%s: where client certificates are asked for (%s), no session is resumed', async (version, asks) => {
  await mount(pair('first'));
  await writeFile(join(folder, 'clients.crt'), authority.cert);
  const { port } = await serve('TLS12', asks ? { client_ca_file: join(folder, 'clients.crt') } : {});
  const options = { port, host: '127.0.0.1', ca: authority.cert, minVersion: version, maxVersion: version };
  let session: Buffer | undefined;
  const first = connect(options).on('session', (given: Buffer) => {
    session = given;
  });
  // The answer comes after what resumes the session.
  first.end('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n').resume();
  await once(first, 'close');
  const second = connect({ ...options, ...(session ? { session } : {}) });
  await once(second, 'secureConnect');
  expect(second.isSessionReused()).toBe(!asks);
  second.destroy();
});
