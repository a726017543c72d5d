import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClustersAnswer, CreatedToken, NewToken, TokensAnswer } from '../../src/api/contract.ts';
import { type Api, apiOf } from '../support/api.ts';
import { runCli } from '../support/cli.ts';
import { auditEvent, eventList } from '../support/events.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/**
 * Who may do what, against the built program. That no endpoint is forgotten is in `api/access/every-endpoint.test.ts`, that
 * no question leads out of a scope in `test/scope.test.ts`.
 */

const data = join(await temporaryDirectory(), 'data');
let server: Server;
let api: Api;
let clusterToken: string;

const inNamespace = (namespace: string, more: object = {}) =>
  auditEvent({ objectRef: { resource: 'secrets', namespace, name: 'db-password', apiVersion: 'v1' }, ...more });

beforeAll(async () => {
  server = await startServer({ data });
  api = apiOf(server);
  clusterToken = await api.addCluster('prod');
  const other = await api.addCluster('other');
  await api.deliver('prod', clusterToken, eventList([inNamespace('payments'), inNamespace('web'), '{"objectRef":']));
  await api.deliver('other', other, eventList([inNamespace('payments')]));
  await api.loaded();
});
afterAll(() => server.end('SIGKILL'));

async function make(token: NewToken): Promise<CreatedToken> {
  const headers = { 'content-type': 'application/json' };
  const response = await api.request('/api/v1/tokens', { method: 'POST', headers, body: JSON.stringify(token) });
  expect(response.status).toBe(201);
  return (await response.json()) as CreatedToken;
}

const as = (token: string) => apiOf({ url: server.url, adminToken: token });
const statusOf = async (token: string, path: string, init?: RequestInit) =>
  (await as(token).request(path, { ...init, signal: AbortSignal.timeout(5_000) })).status;

async function command(args: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await runCli(server, args);
  return { code, stdout: stdout.toString(), stderr };
}

describe('without a valid token', () => {
  test.each([
    ['none', undefined, 'Bearer realm="verbatim"'],
    ['a wrong one', `Bearer vbt_${'A'.repeat(43)}`, 'error="invalid_token"'],
  ])('%s, nothing is told', async (_name, authorization, challenge) => {
    for (const path of ['/api/v1/events', '/api/v1/tail', '/api/v1/tokens', '/metrics']) {
      const response = await fetch(server.url + path, { headers: authorization ? { authorization } : {} });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toContain(challenge);
      expect(await response.json()).toMatchObject({ code: 'UNAUTHORIZED' });
    }
  });

  test('health and the description of the interface are', async () => {
    for (const path of ['/healthz', '/readyz', '/openapi.json']) {
      expect((await fetch(server.url + path)).status).toBe(200);
    }
  });
});

test('a viewer sees, counts and follows its scope and nothing else', async () => {
  const { token } = await make({ role: 'viewer', clusters: ['prod'], namespaces: ['payments'] });
  const viewer = as(token);
  const items = await viewer.items();
  expect(items.map(({ cluster, event }) => ({ cluster, event }))).toMatchObject([
    { cluster: 'prod', event: { objectRef: { namespace: 'payments' } } },
  ]);
  expect(await viewer.count({ query: 'not ns: payments or cluster: *' })).toBe(1);
  const [hidden] = await api.items({ query: 'cluster: other' });
  const missing = `${hidden?.id}9999`;
  const [out, none] = await Promise.all(
    [hidden?.id, missing].map(async (id) => {
      const response = await viewer.request(`/api/v1/events/${id}`);
      return [response.status, (await response.text()).replaceAll(String(id), 'ID')];
    }),
  );
  expect(out).toEqual(none);
  expect(out?.[0]).toBe(404);
  expect((await viewer.json<ClustersAnswer>('/api/v1/clusters')).clusters.map(({ name }) => name)).toEqual(['prod']);
  expect(await statusOf(token, '/api/v1/clusters/other')).toBe(404);
  expect(await statusOf(token, '/metrics')).toBe(403);
  expect(await statusOf(token, '/api/v1/tokens')).toBe(403);
});

test('who follows gets its scope, until the token is revoked', async () => {
  const { token, id } = await make({ role: 'viewer', clusters: ['prod'], namespaces: ['live'] });
  const response = await as(token).request('/api/v1/tail');
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const read = async (until: RegExp) => {
    while (!until.test(text)) {
      const { done, value } = await reader.read();
      if (done) break;
      text += value;
    }
  };
  await read(/following/);
  await api.deliver('prod', clusterToken, eventList([inNamespace('web'), inNamespace('live')]));
  await read(/"namespace":"live"/);
  expect(text).not.toContain('"namespace":"web"');
  expect((await api.request(`/api/v1/tokens/${id}`, { method: 'DELETE' })).status).toBe(204);
  await api.deliver('prod', clusterToken, eventList([inNamespace('live', { verb: 'after' })]));
  await read(/event: problem/);
  expect(text).toMatch(/event: problem\ndata: .*"code":"UNAUTHORIZED"/);
  expect(text).not.toContain('"verb":"after"');
});

test('an auditor reads everything and changes nothing', async () => {
  const { token } = await make({ role: 'auditor' });
  for (const path of ['/api/v1/events', '/api/v1/clusters/other', '/api/v1/tokens', '/metrics']) {
    expect(await statusOf(token, path)).toBe(200);
  }
  expect(await as(token).count({ query: 'cluster: other' })).toBe(1);
  const json = { 'content-type': 'application/json' };
  expect(await statusOf(token, '/api/v1/clusters', { method: 'POST', headers: json, body: '{"name":"x"}' })).toBe(403);
  expect(await statusOf(token, '/api/v1/clusters/other', { method: 'DELETE' })).toBe(403);
});

test('a shipper delivers for its cluster and reads nothing', async () => {
  const { token } = await make({ role: 'ingest', clusters: ['swarm'] });
  const line = JSON.stringify(inNamespace('shipped'));
  expect(await statusOf(token, '/ingest/lines/swarm', { method: 'POST', body: line })).toBe(200);
  expect(await statusOf(token, '/ingest/lines/prod', { method: 'POST', body: line })).toBe(403);
  expect((await api.deliver('swarm', token, eventList([line]))).status).toBe(200);
  for (const path of ['/api/v1/events', '/api/v1/fields', '/metrics']) expect(await statusOf(token, path)).toBe(403);
});

test('a token ends', async () => {
  const { token } = await make({ role: 'auditor', expires: '2s' });
  expect(await statusOf(token, '/api/v1/fields')).toBe(200);
  await expect.poll(() => statusOf(token, '/api/v1/fields'), { timeout: 10_000, interval: 200 }).toBe(401);
});

test.each([
  [{ role: 'viewer' }, 400],
  [{ role: 'ingest' }, 400],
  [{ role: 'auditor', namespaces: ['a'] }, 400],
  [{ role: 'owner' }, 400],
  [{ role: 'viewer', clusters: [] }, 400],
  [{ role: 'viewer', namespaces: ['a', 'not a namespace'] }, 400],
  [{ role: 'auditor', expires: 'yesterday' }, 400],
  [{ role: 'auditor', scope: {} }, 400],
])('%j is no token', async (token, status) => {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(token) };
  expect(await statusOf(server.adminToken, '/api/v1/tokens', init)).toBe(status);
});

test('from the command line: the token and nothing else is printed; list never shows it; revoke ends it', async () => {
  const args = [
    '--role',
    'viewer',
    '--cluster',
    'prod,other',
    '--namespace',
    'web',
    '--expires',
    '90d',
    '--name',
    'web',
  ];
  const made = await command(['token', 'create', ...args]);
  expect(made.stdout).toMatch(/^vbt_[\w-]{43}\n$/);
  const token = made.stdout.trim();
  const id = /tok_[0-9a-f]{12}/.exec(made.stderr)?.[0] ?? '';
  expect(await as(token).count()).toBeGreaterThan(0);

  const listed = await command(['token', 'list']);
  const row = listed.stdout.split('\n').find((line) => line.startsWith(id));
  expect(row).toMatch(/web +viewer +clusters prod, other; namespaces web +2\S+Z +2\S+Z +2\S+Z$/);
  const { tokens } = await api.json<TokensAnswer>('/api/v1/tokens');
  expect(tokens.find((one) => one.id === id)).toMatchObject({ name: 'web', lastUsedAt: expect.any(String) });
  for (const shown of [listed.stdout, JSON.stringify(tokens)]) {
    expect(shown).not.toContain(token);
    expect(shown).not.toMatch(/[0-9a-f]{64}/);
  }

  expect(await command(['token', 'revoke', id])).toMatchObject({ code: 0, stdout: '' });
  expect(await statusOf(token, '/api/v1/fields')).toBe(401);
  expect((await command(['token', 'revoke', id])).code).toBe(1);
  expect((await command(['token', 'create', '--role', 'viewer'])).code).toBe(2);
  expect((await command(['token', 'create'])).code).toBe(2);
});

test('guessing is slowed down, whoever has a right token is not, and it shows in the metrics', async () => {
  const wrong = () => statusOf(`vbt_${'B'.repeat(43)}`, '/api/v1/fields');
  const statuses: number[] = [];
  while (statuses.length < 500 && statuses.at(-1) !== 429) statuses.push(await wrong());
  expect(statuses.at(-1)).toBe(429);
  const refused = await as('vbt_wrong').request('/api/v1/events');
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ code: 'SIGN_IN_LIMITED' });
  expect((await api.deliver('prod', clusterToken, eventList([inNamespace('web')]))).status).toBe(200);
  expect(await (await api.request('/metrics')).text()).toMatch(
    /verbatim_sign_in_failures_total\{reason="unknown"\} \d{2}/,
  );
  expect(server.log()).toContain('"address":"127.0.0.1"');
});
