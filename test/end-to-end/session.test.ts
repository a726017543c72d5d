import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventsPage } from '../../src/api/contract.ts';
import { type Api, apiOf } from '../support/api.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** Signing in with a browser, against the built program. What is refused is in `api/routes/session.test.ts`. */

const data = join(await temporaryDirectory(), 'data');
let server: Server;
let api: Api;
beforeAll(async () => {
  server = await startServer({ data, config: { audit: { searches: false } } });
  api = apiOf(server);
});
afterAll(() => server.end('SIGKILL'));

const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };

function ask(method: string, path: string, headers: Record<string, string> = {}, body?: unknown): Promise<Response> {
  const init = { method, headers: { ...OWN_PAGE, ...headers } };
  if (body === undefined) return fetch(server.url + path, init);
  const typed = { ...init.headers, 'content-type': 'application/json' };
  return fetch(server.url + path, { ...init, headers: typed, body: JSON.stringify(body) });
}

async function signIn(token: string): Promise<string> {
  const response = await ask('POST', '/api/v1/session', {}, { token });
  expect(response.status).toBe(200);
  return response.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
}

test('a session reads, changes, outlives a restart, and is recorded', async () => {
  const cookie = await signIn(server.adminToken);
  expect((await ask('GET', '/api/v1/events', { cookie })).status).toBe(200);
  expect((await ask('POST', '/api/v1/clusters', { cookie }, { name: 'prod' })).status).toBe(201);
  expect((await ask('POST', '/ingest/lines/prod', { cookie }, {})).status).toBe(401);

  await server.end();
  server = await startServer({ data, config: { audit: { searches: false } } });
  api = apiOf(server);
  expect((await ask('GET', '/api/v1/session', { cookie })).status).toBe(200);
  expect((await ask('DELETE', '/api/v1/session', { cookie })).status).toBe(204);
  expect((await ask('GET', '/api/v1/session', { cookie })).status).toBe(401);
  await ask('POST', '/api/v1/session', {}, { token: 'vbt_wrong' });

  const query = { cluster: 'verbatim', order: 'asc', query: 'verb: (login or logout)' };
  const records = await until('they can be searched', async () => {
    const { items } = await api.json<EventsPage>('/api/v1/events', query);
    return items.length >= 5 ? items : undefined;
  });
  expect(records.map(({ summary }) => summary.replace(/ from .*/, ''))).toEqual([
    'verbatim:admin logged in to a session (allowed)',
    'system:anonymous logged in to /ingest/lines/prod (denied)',
    'verbatim:admin logged out of a session (allowed)',
    'system:anonymous logged in to /api/v1/session (denied)',
    'system:anonymous logged in to /api/v1/session (denied)',
  ]);
});

test('who follows is cut off when the token of the session is revoked', async () => {
  const headers = { 'content-type': 'application/json' };
  const made = await api.request('/api/v1/tokens', {
    method: 'POST',
    headers,
    body: JSON.stringify({ role: 'auditor' }),
  });
  const { token, id } = (await made.json()) as { token: string; id: string };
  const cookie = await signIn(token);
  const ended = new Promise<void>((resolve, reject) => {
    request(`${server.url}/api/v1/tail`, { headers: { ...OWN_PAGE, cookie } }, (response) => {
      response.resume().once('close', resolve);
      void api.request(`/api/v1/tokens/${id}`, { method: 'DELETE' }).catch(reject);
    }).end();
  });
  await ended;
  expect((await ask('GET', '/api/v1/session', { cookie })).status).toBe(401);
});
