import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority, type Issued } from '../../src/tls/testing.ts';
import { type Api, apiOf } from '../support/api.ts';
import { spawnProgram } from '../support/child.ts';
import { type Server, startServer } from '../support/server.ts';
import { sendOver, syslogPort } from '../support/syslog.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** The files are read every ten seconds. */
const RELOAD_MS = 40_000;

const folder = await temporaryDirectory();
const path = (name: string) => join(folder, name);
const authority = createAuthority('Servers');
const clients = createAuthority('Clients');
const strangers = createAuthority('Strangers');
const client = (cn: string, more = {}) => clients.issue({ cn, usage: 'client', ...more });

const files = { cert_file: path('tls.crt'), key_file: path('tls.key') };
const named = {
  ...files,
  client_ca_file: path('clients.crt'),
  client_certificates: [
    { cluster: 'prod', common_name: 'relay', organization: 'prod' },
    { cluster: 'test', common_name: 'relay' },
  ],
};
const syslog = [
  { id: 'open', listen: 'tls://127.0.0.1:0', cluster: 'open', tls: files },
  { id: 'named', listen: 'tls://127.0.0.1:0', tls: named },
  { id: 'both', listen: 'tls://127.0.0.1:0', cluster: 'rest', tls: named },
];

async function write({ cert, key }: Issued): Promise<void> {
  await writeFile(path('tls.key'), key);
  await writeFile(path('tls.crt'), cert);
}

let server: Server;
let api: Api;

beforeAll(async () => {
  await write(authority.issue({ cn: 'first', hosts: ['127.0.0.1'], usage: 'server' }));
  await writeFile(path('clients.crt'), clients.cert);
  server = await startServer({ data: path('data'), config: { sources: { syslog } } });
  api = apiOf(server);
});
afterAll(async () => server.end('SIGKILL'));

/** An open connection to a listener. */
async function open(id: string, identity?: Issued): Promise<TLSSocket> {
  const port = syslogPort(server, id);
  const secrets = identity ? { cert: identity.cert, key: identity.key } : {};
  const socket = connect({ port, host: '127.0.0.1', ca: authority.cert, ...secrets });
  await once(socket, 'secureConnect');
  return socket;
}

let sent = 0;
/** Sends one message and gives its text. */
async function send(id: string, identity?: Issued): Promise<string> {
  const text = `message-${++sent}`;
  const message = Buffer.from(`<14>1 2026-03-02T09:00:00.${sent}Z node app - - - ${text}\n`);
  await sendOver(await open(id, identity), message);
  return text;
}

/** The clusters that hold a text. */
async function clustersOf(text: string): Promise<string[]> {
  await api.loaded();
  const clusters = ['open', 'prod', 'test', 'rest'];
  const raws = await Promise.all(clusters.map((cluster) => api.raw({ cluster })));
  return clusters.filter((_cluster, i) => raws[i]?.includes(text));
}

test.each([
  ['the listener, without certificates', 'open', undefined, 'open'],
  ['the certificate', 'named', client('relay'), 'test'],
  ['the certificate with its organisation', 'named', client('relay', { o: 'prod' }), 'prod'],
  ['the certificate before the listener', 'both', client('relay'), 'test'],
  ['the listener, where no certificate is named', 'both', client('other'), 'rest'],
])('the cluster is that of %s', async (_what, id, identity, cluster) => {
  expect(await clustersOf(await send(id, identity))).toEqual([cluster]);
});

test.each([
  ['who shows no certificate', 'named', undefined],
  ['who shows one that is not named', 'named', client('other')],
  ['who shows one of another authority', 'both', strangers.issue({ cn: 'relay', usage: 'client' })],
  ['who shows one that has ended', 'both', client('relay', { notAfter: new Date(Date.now() - 1_000) })],
])('%s is refused', async (_what, id, identity) => {
  const refused = () => metric('verbatim_syslog_refused_total', `source="${id}",reason="certificate"`);
  const before = await refused();
  const socket = await open(id, identity).catch(() => undefined);
  socket?.on('error', () => {}).resume();
  if (socket && !socket.closed) await once(socket, 'close');
  await until('it is counted', async () => (await refused()) > before);
});

test('new certificates are used by new connections, and open ones go on', async () => {
  const old = await open('open');
  await write(authority.issue({ cn: 'second', hosts: ['127.0.0.1'], usage: 'server' }));
  await until(
    'the new certificate is shown',
    async () => {
      const socket = await open('open');
      const name = socket.getPeerCertificate().subject.CN;
      socket.destroy();
      return name === 'second';
    },
    RELOAD_MS,
  );
  await sendOver(old, Buffer.from('<14>1 2026-03-02T10:00:00Z node app - - - still-here\n'));
  expect(await clustersOf('still-here')).toEqual(['open']);
});

test('when certificates end can be seen', async () => {
  const name = 'verbatim_syslog_tls_certificate_expiry_timestamp_seconds';
  expect(await metric(name, 'source="named",certificate="server"')).toBeGreaterThan(Date.now() / 1000);
  expect(await metric(name, 'source="named",certificate="client_ca"')).toBeGreaterThan(Date.now() / 1000);
});

test('--check says which certificate of which listener cannot be used', async () => {
  await writeFile(path('other.key'), strangers.key);
  const wrong = [{ ...syslog[0], tls: { ...files, key_file: path('other.key') } }];
  await writeFile(path('wrong.yaml'), JSON.stringify({ sources: { syslog: wrong } }));
  const child = await spawnProgram(['serve', '--config', path('wrong.yaml'), '--check']);
  let text = '';
  child.process.stderr.on('data', (piece) => {
    text += piece;
  });
  child.process.stdout.resume();
  expect((await child.exited).code).toBe(1);
  expect(text).toContain('sources.syslog, open: tls.key_file');
});

test('at SIGTERM senders are told, and what they still send is kept', async () => {
  const below = connectTcp({ port: syslogPort(server, 'open'), host: '127.0.0.1', allowHalfOpen: true });
  const socket = connect({
    socket: below,
    ca: authority.cert,
    servername: 'localhost',
    checkServerIdentity: () => undefined,
  });
  await once(socket, 'secureConnect');
  socket.resume().write('<14>1 2026-03-02T11:00:00Z node app - - - before-the-end\n');
  await until('it is kept', async () => (await clustersOf('before-the-end')).length > 0);
  const told = once(socket, 'end');
  const ended = server.end();
  await told;
  socket.end('<14>1 2026-03-02T11:00:01Z node app - - - after-the-end\n');
  expect((await ended).code).toBe(0);
  server = await startServer({ data: path('data'), config: { sources: { syslog } } });
  api = apiOf(server);
  expect(await clustersOf('after-the-end')).toEqual(['open']);
});

async function metric(name: string, labels: string): Promise<number> {
  const text = await (await api.request('/metrics')).text();
  return Number(new RegExp(`^${name}\\{${labels}\\} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
}
