import { once } from 'node:events';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { apiOf } from '../support/api.ts';
import { runCli } from '../support/cli.ts';
import { freePort } from '../support/clickhouse-server.ts';
import { auditEvent, eventList } from '../support/events.ts';
import { listening, spawnServer, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** How the server starts, checks its configuration, owns its data directory, and stops. */

const folder = await temporaryDirectory();
const DONE = { code: 0, signal: null };
/** Nobody who stops a service waits longer. */
const STOP_MS = 10_000;

test('a second process on the same data directory is refused, the first goes on', async () => {
  const data = join(folder, 'locked', 'data');
  const first = await startServer({ data });
  const second = await spawnServer({ data });
  expect(await second.child.exited).toEqual({ code: 1, signal: null });
  expect(second.log()).toMatch(new RegExp(`^verbatim: Process ${first.pid} uses this data directory`, 'm'));
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  expect(await first.end()).toEqual(DONE);
});

test('the administrator’s token is for its owner only and stays the same', async () => {
  const data = join(folder, 'token', 'data');
  const first = await startServer({ data });
  const { mode } = await stat(join(data, 'admin.token'));
  expect(mode & 0o777).toBe(0o600);
  await first.end();
  const second = await startServer({ data });
  expect(second.adminToken).toBe(first.adminToken);
  expect(await second.end('SIGINT')).toEqual(DONE);
});

test('SIGTERM answers what is under way, and what was answered is there afterwards', async () => {
  const data = join(folder, 'drain', 'data');
  const server = await startServer({ data });
  const token = await apiOf(server).addCluster('prod');
  const event = auditEvent();
  const body = eventList([event]);
  const headers = { authorization: `Bearer ${token}`, 'content-length': body.length };
  const sending = request(`${server.url}/ingest/kubernetes/prod`, { method: 'POST', headers });
  sending.write(body.slice(0, 100));
  await until('the request has begun', () => sending.socket?.connecting === false);
  // The rest comes when the server is stopping already.
  const ended = server.end('SIGTERM');
  await until('the server stops', () => server.log().includes('Stopping.'));
  sending.end(body.slice(100));
  const [response] = await once(sending, 'response');
  expect(response.statusCode).toBe(200);
  expect(await ended).toEqual(DONE);

  const again = await startServer({ data });
  const api = apiOf(again);
  await api.loaded();
  expect(await api.count({ query: `auditID: "${event.auditID}"` })).toBe(1);
  await again.end();
});

test('SIGTERM does not wait for those who watch', async () => {
  const data = join(folder, 'watched', 'data');
  const server = await startServer({ data });
  const watching = await apiOf(server).request('/api/v1/tail');
  const heard = watching.text();
  const started = performance.now();
  expect(await server.end()).toEqual(DONE);
  expect(performance.now() - started).toBeLessThan(STOP_MS);
  // They are told to come again, and when.
  expect(await heard).toMatch(/^retry: \d{4}\n\n$/m);
});

test('a second SIGTERM ends it at once', async () => {
  const data = join(folder, 'twice', 'data');
  const server = await startServer({ data });
  const token = await apiOf(server).addCluster('prod');
  const headers = { authorization: `Bearer ${token}`, 'content-length': 100 };
  const sending = request(`${server.url}/ingest/kubernetes/prod`, { method: 'POST', headers });
  sending.on('error', () => {});
  sending.write('{');
  await until('the request has begun', () => sending.socket?.connecting === false);
  const ended = server.end('SIGTERM');
  await until('the server stops', () => server.log().includes('Stopping.'));
  void server.end('SIGTERM');
  expect(await ended).toEqual({ code: null, signal: 'SIGKILL' });
  expect(server.log()).toContain('Told to stop again');
});

test('an address that is taken is named, and the data directory is free again', async () => {
  const first = await startServer({ data: join(folder, 'taken', 'data') });
  const data = join(folder, 'taker', 'data');
  const second = await spawnServer({ data, listen: new URL(first.url).host });
  expect(await second.child.exited).toEqual({ code: 1, signal: null });
  expect(second.log()).toMatch(/^verbatim: Cannot listen at 127\.0\.0\.1:\d+: another process does;/m);
  await first.end();
  expect((await readdir(join(data, 'journal'))).filter((name) => name.endsWith('.sock'))).toEqual([]);
});

test('readiness says which part is not ready', async () => {
  const store = { url: `http://127.0.0.1:${await freePort()}` };
  const starting = await spawnServer({ data: join(folder, 'parts', 'data'), config: { store } });
  const url = await listening(starting);
  const response = await fetch(`${url}/readyz`);
  expect([response.status, await response.json()]).toEqual([
    503,
    {
      status: 'not ready',
      parts: [
        { part: 'journal', ready: true },
        { part: 'store', ready: false, reason: 'It is not open.' },
        { part: 'policies', ready: true },
      ],
    },
  ]);
  // Senders need no store.
  expect((await fetch(`${url}/readyz?part=journal`)).status).toBe(200);
  expect((await fetch(`${url}/readyz?part=nothing`)).status).toBe(400);
  starting.child.process.kill('SIGKILL');
  await starting.child.exited;
});

test('the log at debug has a line a request, and neither tokens nor events', async () => {
  const data = join(folder, 'log', 'data');
  const server = await startServer({ data, config: { log: { level: 'debug' } } });
  const api = apiOf(server);
  const token = await api.addCluster('prod');
  const event = auditEvent({ userAgent: 'Kontrabassklarinette' });
  await api.deliver('prod', token, eventList([event]));
  await api.deliver('prod', token, '{"kind":"EventList","items":["Kontrabassklarinette"]}');
  await api.loaded();
  await api.request('/api/v1/events?query=Kontrabassklarinette');
  await api.request('/api/v1/events?query=user.Kontrabassklarinette:');
  await api.request('/ingest/kubernetes/prod', {
    method: 'POST',
    headers: { authorization: 'Bearer Kontrabassklarinette' },
  });
  await server.end();
  const lines = server.log().split('\n').filter(Boolean);
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), msg: expect.any(String) });
  expect(lines.filter((line) => line.includes('"route":"/api/v1/events"')).length).toBe(2);
  for (const secret of ['Kontrabassklarinette', token, server.adminToken]) expect(server.log()).not.toContain(secret);
});

test.each([
  ['nothing', '', 0, /valid/],
  ['a good one', 'listen: 127.0.0.1:0\nlog: { level: warn }\n', 0, /valid/],
  ['an unknown key', 'listen: 127.0.0.1:0\nstore:\n  urll: http://127.0.0.1\n', 1, /store\.urll.*store\.url/],
  ['a wrong value', 'dedupe: { window: 5 }\n', 1, /dedupe\.window/],
  ['no YAML', '{{{', 1, /verbatim/],
])('serve --check with %s', async (name, yaml, code, message) => {
  const file = join(folder, `${name.replaceAll(' ', '-')}.yaml`);
  await writeFile(file, yaml);
  const nowhere = { url: 'http://127.0.0.1:1', data: join(folder, 'none') };
  const ran = await runCli(nowhere, ['serve', '--check', '--config', file]);
  expect(ran.code).toBe(code);
  expect(ran.stderr).toMatch(message);
  await expect(stat(nowhere.data)).rejects.toThrow('ENOENT');
});
