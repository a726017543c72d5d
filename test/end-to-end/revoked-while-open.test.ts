import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CreatedToken, NewToken } from '../../src/api/contract.ts';
import { type Api, apiOf } from '../support/api.ts';
import { auditEvent, eventList } from '../support/events.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** A credential that is taken away while a request with it goes on: nothing more comes in or goes out. */

/** More than the buffers between server and client hold, and than one page of a stream. */
const MANY = 12_000;

let server: Server;
let api: Api;

beforeAll(async () => {
  server = await startServer({ data: join(await temporaryDirectory(), 'data') });
  api = apiOf(server);
});
afterAll(() => server.end('SIGKILL'));

async function make(token: NewToken): Promise<CreatedToken> {
  const headers = { 'content-type': 'application/json' };
  const made = await api.request('/api/v1/tokens', { method: 'POST', headers, body: JSON.stringify(token) });
  return (await made.json()) as CreatedToken;
}

async function revoke({ id }: CreatedToken): Promise<void> {
  expect((await api.request(`/api/v1/tokens/${id}`, { method: 'DELETE' })).status).toBe(204);
}

/** A request whose body is written piece by piece. */
function begin(path: string, token: string) {
  const headers = { authorization: `Bearer ${token}`, 'transfer-encoding': 'chunked' };
  const sent = httpRequest(server.url + path, { method: 'POST', headers });
  sent.on('error', () => {});
  const answered = once(sent, 'response').then(([response]) => response as IncomingMessage);
  return { sent, answered };
}

const named = (verb: string) => JSON.stringify(auditEvent({ verb }));
/** So much that some of it is journaled before its end. */
const LINES = Array.from({ length: MANY }, () => `${named('before')}\n`).join('');

test('lines that come after it are not taken, those before are kept', async () => {
  const shipper = await make({ role: 'ingest', clusters: ['lines'] });
  const { sent, answered } = begin('/ingest/lines/lines', shipper.token);
  sent.write(LINES);
  await until('some are there', async () => (await api.count({ query: 'cluster: lines' })) > 0);
  await revoke(shipper);
  sent.end(`\n${named('after')}\n`);
  const answer = await answered;
  expect(answer.statusCode).toBe(401);
  expect(await text(answer)).toContain('taken away');
  await api.loaded();
  expect(await api.count({ query: 'cluster: lines and verb: before' })).toBeGreaterThan(0);
  expect(await api.count({ query: 'cluster: lines and verb: after' })).toBe(0);
});

test('nor is a batch of the webhook that was not all there', async () => {
  const token = await api.addCluster('webhook');
  const { sent, answered } = begin('/ingest/kubernetes/webhook', token);
  const body = eventList([named('late')]);
  sent.write(body.slice(0, 20));
  await sleep(200);
  expect((await api.request('/api/v1/clusters/webhook', { method: 'DELETE' })).status).toBe(204);
  sent.end(body.slice(20));
  expect((await answered).statusCode).toBe(401);
  await api.loaded();
  expect(await api.count({ query: 'cluster: webhook' })).toBe(0);
});

test('a stream ends within what was under way', async () => {
  const token = await api.addCluster('stream');
  const events = Array.from({ length: MANY }, (_, n) =>
    auditEvent({ verb: 'get', requestURI: `/${n}/${'x'.repeat(2_000)}` }),
  );
  for (let from = 0; from < MANY; from += 1_000) {
    await api.deliver('stream', token, eventList(events.slice(from, from + 1_000)));
  }
  await api.loaded();
  const viewer = await make({ role: 'viewer', clusters: ['stream'] });
  const headers = { authorization: `Bearer ${viewer.token}`, accept: 'application/x-ndjson' };
  const asked = httpRequest(`${server.url}/api/v1/events`, { headers }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  await once(response, 'readable');
  await revoke(viewer);
  let lines = 0;
  response.on('data', (piece: Buffer) => {
    lines += piece.toString('latin1').split('\n').length - 1;
  });
  response.on('error', () => {});
  await new Promise((resolve) => response.once('close', resolve));
  expect(response.complete).toBe(false);
  expect(lines).toBeLessThan(MANY / 2);
});
