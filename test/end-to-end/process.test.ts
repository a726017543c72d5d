import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { apiOf } from '../support/api.ts';
import { runCli } from '../support/cli.ts';
import { auditEvent, eventList } from '../support/events.ts';
import { spawnServer, startServer } from '../support/server.ts';
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
  const started = performance.now();
  expect(await server.end()).toEqual(DONE);
  expect(performance.now() - started).toBeLessThan(STOP_MS);
  await watching.text().catch(() => '');
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
