import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiOf } from '../support/api.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** The audit level as MKE sets it: each change holds from the next event on and after a restart, and is recorded. */

const data = await temporaryDirectory();
let server: Server;
beforeAll(async () => {
  server = await startServer({ data });
});
afterAll(() => server.end('SIGKILL'));

const body = { Labels: { kept: 'this-is-the-body' } };
let n = 0;
function mkeLine(): string {
  const time = `2026-03-01T00:00:${String(n++).padStart(2, '0')}.000Z`;
  const audit = {
    auditID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    kind: 'docker-swarm',
    level: 'request',
    requestURI: '/v1.30/networks/create',
    verb: 'POST',
    user: { username: '4ec7c126', extra: { username: ['alice'], licenseKey: ['FHy6u1SSg_U_Fbo24yYUmtbH'] } },
    requestObject: body,
    requestReceivedTimestamp: time,
  };
  return JSON.stringify({ audit, level: 'info', msg: 'audit', time });
}
const inDocker = (line: string) => JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: '2026-03-01T00:00:00Z' });

const ALL = { logLevel: 'INFO', auditLevel: 'request', supportDumpIncludeAuditLogs: false };
const json = { 'content-type': 'application/json' };

async function put(change: object, token = server.adminToken): Promise<[number, unknown]> {
  const headers = { ...json, authorization: `Bearer ${token}` };
  const answer = await fetch(`${server.url}/api/ucp/config/logging`, {
    method: 'PUT',
    headers,
    body: JSON.stringify(change),
  });
  return [answer.status, await answer.json()];
}

/** The received bytes of a cluster after lines were sent for it. */
async function keptOf(cluster: string, lines: readonly string[]): Promise<string> {
  const api = apiOf(server);
  await api.request(`/ingest/lines/${cluster}`, { method: 'POST', body: `${lines.join('\n')}\n` });
  await api.loaded();
  return (await api.raw({ cluster })).toString();
}

test('each change holds from the next event on', async () => {
  expect(await apiOf(server).json('/api/ucp/config/logging')).toEqual(ALL);
  const whole = [mkeLine(), inDocker(mkeLine())];
  const kept = await keptOf('request', whole);
  expect(kept.split('\n').filter(Boolean).sort()).toEqual([...whole].sort());

  expect(await put({ ...ALL, auditLevel: 'metadata' })).toEqual([200, { ...ALL, auditLevel: 'metadata' }]);
  const bare = await keptOf('metadata', [mkeLine(), inDocker(mkeLine())]);
  expect(bare.match(/networks\/create/g)).toHaveLength(2);
  expect(bare).not.toContain('this-is-the-body');

  expect(await put({ auditLevel: '' })).toEqual([200, { ...ALL, auditLevel: '' }]);
  expect(await keptOf('nothing', [mkeLine(), inDocker(mkeLine())])).toBe('');
  expect(await (await apiOf(server).request('/metrics')).text()).toMatch(/mke-audit-level.* 2\n/);
});

test('a change is an event of its own, with what was changed', async () => {
  const api = apiOf(server);
  await api.loaded();
  const [first] = await api.items({
    cluster: 'verbatim',
    query: 'verb: update and resource: logging-configs',
    order: 'asc',
  });
  expect(first).toMatchObject({
    actor: 'verbatim:admin',
    event: { stage: 'RequestReceived', requestObject: { auditLevel: 'metadata' } },
  });
});

test.each([
  [{ auditLevel: 'all' }, 400],
  [{ auditlevel: 'metadata' }, 400],
  [{}, 400],
])('%j is refused, and nothing changes', async (change, status) => {
  expect((await put(change))[0]).toBe(status);
  expect(await apiOf(server).json('/api/ucp/config/logging')).toEqual({ ...ALL, auditLevel: '' });
});

test('only an administrator changes it; an auditor may read it', async () => {
  const api = apiOf(server);
  const body = JSON.stringify({ role: 'auditor' });
  const { token } = (await (await api.request('/api/v1/tokens', { method: 'POST', headers: json, body })).json()) as {
    token: string;
  };
  expect((await put({ auditLevel: 'request' }, token))[0]).toBe(403);
  const read = await fetch(`${server.url}/api/ucp/config/logging`, { headers: { authorization: `Bearer ${token}` } });
  expect(await read.json()).toEqual({ ...ALL, auditLevel: '' });
});

test('it holds after the server was killed', async () => {
  await server.end('SIGKILL');
  server = await startServer({ data, config: { mke: { audit_level: 'request' } } });
  expect(await apiOf(server).json('/api/ucp/config/logging')).toEqual({ ...ALL, auditLevel: '' });
});
