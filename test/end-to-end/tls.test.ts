import { readFile, writeFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createAuthority, type Issued } from '../../src/tls/testing.ts';
import { spawnProgram } from '../support/child.ts';
import { runCli } from '../support/cli.ts';
import { askHttps, type HttpsOptions } from '../support/https.ts';
import { listening, type Starting, spawnServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

const HOUR_MS = 3_600_000;
/** The files are read every ten seconds. */
const RELOAD_MS = 40_000;

const folder = await temporaryDirectory();
const data = join(folder, 'data');
const path = (name: string) => join(folder, name);
const authority = createAuthority('Servers');
const clients = createAuthority('Clients');
const strangers = createAuthority('Strangers');
const issue = (cn: string) => authority.issue({ cn, hosts: ['127.0.0.1'], usage: 'server' });
const client = (cn: string, more = {}) => clients.issue({ cn, o: 'prod', usage: 'client', ...more });

async function write({ cert, key }: Issued): Promise<void> {
  await writeFile(path('tls.key'), key);
  await writeFile(path('tls.crt'), cert);
}

let starting: Starting;
let url: string;
let admin: string;
/** What `cluster add` printed for `tokens`. */
let kubeconfig: Kubeconfig;

interface Kubeconfig {
  readonly clusters: [{ readonly cluster: Readonly<Record<string, string>> }];
  readonly users: [{ readonly user: { readonly token: string } }];
}

const cli = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runCli({ url, data }, args, { env: { VERBATIM_CA_FILE: path('ca.crt'), ...env } });

beforeAll(async () => {
  await write(issue('first'));
  await writeFile(path('ca.crt'), authority.cert);
  await writeFile(path('clients.crt'), clients.cert);
  const tls = {
    cert_file: path('tls.crt'),
    key_file: path('tls.key'),
    ca_file: path('ca.crt'),
    client_ca_file: path('clients.crt'),
    client_certificates: [
      { cluster: 'prod', common_name: 'kube-apiserver', organization: 'prod' },
      { cluster: 'test', common_name: 'kube-apiserver', organization: 'test' },
    ],
  };
  const config = { tls, external_url: 'https://verbatim.example.com:7443/audit' };
  starting = await spawnServer({ data, config });
  url = await listening(starting);
  admin = (await readFile(join(data, 'admin.token'), 'utf8')).trim();
  kubeconfig = parse((await cli(['cluster', 'add', 'tokens'])).stdout.toString()) as Kubeconfig;
});
afterAll(() => void starting.child.process.kill('SIGKILL'));

const ask = (where: string, options: Partial<HttpsOptions> = {}) =>
  askHttps(`${url}${where}`, { ca: authority.cert, ...options });

let sent = 0;
const deliver = (cluster: string, options: Partial<HttpsOptions>) =>
  ask(`/ingest/kubernetes/${cluster}`, { body: `{"auditID":"${++sent}","verb":"get"}`, ...options });

test('the server speaks HTTPS, and nothing else there', async () => {
  expect(url).toMatch(/^https:/);
  expect(await ask('/healthz')).toMatchObject({ status: 200, name: 'first' });
  await expect(fetch(url.replace('https', 'http'))).rejects.toThrow();
});

describe('the command line', () => {
  test('trusts the authority that it is told', async () => {
    expect(await cli(['search'])).toMatchObject({ code: 0 });
  });

  test.each([
    ['no authority', '', /its certificate is not trusted; name the file of its authority in VERBATIM_CA_FILE/],
    ['another', 'clients.crt', /its certificate is not trusted/],
    ['none that is there', 'none.crt', /VERBATIM_CA_FILE cannot be read: ENOENT/],
    ['a key', 'tls.key', /holds no certificate in PEM/],
  ])('with %s it says so', async (_name, file, message) => {
    const ran = await cli(['search'], { VERBATIM_CA_FILE: file && path(file) });
    expect(ran.code).not.toBe(0);
    expect(ran.stderr).toMatch(message);
  });

  test('prints a kubeconfig that trusts the server and says where others reach it', () => {
    expect(kubeconfig.clusters[0].cluster).toEqual({
      server: 'https://verbatim.example.com:7443/audit/ingest/kubernetes/tokens',
      'certificate-authority-data': Buffer.from(authority.cert).toString('base64'),
    });
  });
});

describe('a cluster is known by', () => {
  const token = () => kubeconfig.users[0].user.token;

  test.each<[string, string, () => Partial<HttpsOptions>, number, RegExp]>([
    ['its certificate', 'prod', () => ({ client: client('kube-apiserver') }), 200, /^$/],
    ['another organisation', 'test', () => ({ client: client('kube-apiserver', { o: 'test' }) }), 200, /^$/],
    ['its token, without a certificate', 'tokens', () => ({ token: token() }), 200, /^$/],
    [
      'its token, whatever its certificate',
      'tokens',
      () => ({ token: token(), client: strangers.issue({ cn: 'x' }) }),
      200,
      /^$/,
    ],
    ['no certificate of another', 'test', () => ({ client: client('kube-apiserver') }), 403, /prod/],
    ['no certificate and no token', 'prod', () => ({}), 401, /A token is needed/],
    [
      'no wrong token, whatever its certificate',
      'prod',
      () => ({ token: 'wrong', client: client('kube-apiserver') }),
      401,
      /token is not known/,
    ],
    ['no other subject', 'prod', () => ({ client: client('kubelet') }), 401, /names no cluster for its subject/],
    [
      'no other organisation',
      'prod',
      () => ({ client: client('kube-apiserver', { o: 'dev' }) }),
      401,
      /names no cluster for its subject/,
    ],
    [
      'no certificate of strangers',
      'prod',
      () => ({ client: strangers.issue({ cn: 'kube-apiserver', o: 'prod', usage: 'client' }) }),
      401,
      /no authority in tls\.client_ca_file signed it/,
    ],
    [
      'no certificate that has ended',
      'prod',
      () => ({ client: client('kube-apiserver', { notAfter: new Date(Date.now() - HOUR_MS) }) }),
      401,
      /it has expired/,
    ],
    [
      'no certificate of a server',
      'prod',
      () => ({ client: client('kube-apiserver', { usage: 'server' }) }),
      401,
      /it is not for clients/,
    ],
  ])('%s', async (_name, cluster, options, status, text) => {
    const answer = await deliver(cluster, options());
    expect(answer.status, answer.text).toBe(status);
    expect(answer.text).toMatch(text);
  });

  test('what its certificate allows: to deliver, and nothing else', async () => {
    expect(await ask('/api/v1/events', { client: client('kube-apiserver') })).toMatchObject({ status: 403 });
  });

  test('a certificate that ends while its connection is kept', async () => {
    const own = client('kube-apiserver', { notAfter: new Date(Date.now() + 3_000) });
    const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: authority.cert, cert: own.cert, key: own.key });
    expect((await deliver('prod', { agent })).status).toBe(200);
    await until('it has ended', async () => (await deliver('prod', { agent })).status === 401, 20_000);
    agent.destroy();
  });
});

describe('without a restart', () => {
  test('a new certificate is in use soon after its files are there', { timeout: 60_000 }, async () => {
    await write(issue('second'));
    await until('the new one is in use', async () => (await ask('/healthz')).name === 'second', RELOAD_MS);
    const metrics = await ask('/metrics', { token: admin });
    expect(metrics.text).toMatch(/^verbatim_tls_certificate_expiry_timestamp_seconds\{certificate="server"\} \d{10}$/m);
  });

  test('a pair that does not fit leaves the one before in use', { timeout: 60_000 }, async () => {
    await writeFile(path('tls.key'), issue('third').key);
    await until('it is told', () => starting.log().includes('is not the key of the certificate'), RELOAD_MS);
    expect((await ask('/healthz')).name).toBe('second');
  });

  test('an authority that is taken away counts no longer, on open connections either', {
    timeout: 60_000,
  }, async () => {
    const own = client('kube-apiserver');
    const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: authority.cert, cert: own.cert, key: own.key });
    expect((await deliver('prod', { agent })).status).toBe(200);
    await write(issue('fourth'));
    await writeFile(path('clients.crt'), strangers.cert);
    await until('it is refused', async () => (await deliver('prod', { agent })).status === 401, RELOAD_MS);
    agent.destroy();
    const stranger = strangers.issue({ cn: 'kube-apiserver', o: 'prod', usage: 'client' });
    expect((await deliver('prod', { client: stranger })).status).toBe(200);
  });
});

describe('what other machines reach is not served without TLS', () => {
  test('but said, with what to do', async () => {
    const child = await spawnProgram(['serve', '--data', join(folder, 'open'), '--listen', '0.0.0.0:0']);
    let text = '';
    child.process.stderr.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
    expect((await child.exited).code).toBe(1);
    expect(text).toMatch(/listen: 0\.0\.0\.0:0 is reached from other machines, .* set tls\.cert_file/);
  });

  test('unless that is said to be wanted', async () => {
    const server = await spawnServer({
      data: join(folder, 'insecure', 'data'),
      listen: '0.0.0.0:0',
      config: { insecure: true },
    });
    await listening(server);
    await until('it warns', () => server.log().includes('Without TLS, tokens and events cross the network readable.'));
    server.child.process.kill('SIGTERM');
    await server.child.exited;
  });
});
