import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** Nothing is told to anybody without a token. The document of the interface is walked, so no endpoint is forgotten. */

/** Those who probe have no token. */
const OPEN = ['GET /healthz', 'GET /readyz'];
/** Endpoints that the document need not list. */
const UNLISTED = ['GET /openapi.json'];

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const data = join(await temporaryDirectory(), 'data');
let server: Server;
let api: Api;
let clusterToken: string;
beforeAll(async () => {
  server = await startServer({ data });
  api = apiOf(server);
  clusterToken = await api.addCluster('prod');
});
afterAll(() => server.end('SIGKILL'));

async function endpoints(): Promise<string[]> {
  const { paths } = await api.json<OpenApi>('/openapi.json');
  const listed = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  return [...listed, ...UNLISTED];
}

/** The status that a request without parameters and body gets; the token comes before everything else. */
async function statusOf(endpoint: string, authorization: string | undefined): Promise<number> {
  const [method = '', path = ''] = endpoint.split(' ');
  const response = await fetch(server.url + path.replace(/\{(\w+)\}/g, 'prod'), {
    method,
    headers: authorization === undefined ? {} : { authorization },
    signal: AbortSignal.timeout(5_000),
  });
  await response.body?.cancel();
  return response.status;
}

test('the interface has the endpoints that are promised', async () => {
  const all = await endpoints();
  for (const promised of [
    'POST /ingest/kubernetes/{cluster}',
    'POST /ingest/lines/{cluster}',
    'GET /api/v1/events',
    'GET /api/v1/events/{id}',
    'GET /api/v1/top',
    'GET /api/v1/histogram',
    'GET /api/v1/fields',
    'GET /api/v1/tail',
    'GET /metrics',
    ...OPEN,
  ]) {
    expect(all).toContain(promised);
  }
});

test.each([
  ['no token', () => undefined],
  ['an empty one', () => 'Bearer '],
  ['a wrong one', () => `Bearer vba_${'A'.repeat(43)}`],
  ['the right one with a letter more', () => `Bearer ${server.adminToken}x`],
  ['the right one as a password', () => `Basic ${Buffer.from(`admin:${server.adminToken}`).toString('base64')}`],
])('every endpoint but those for probes refuses %s', async (_name, authorization) => {
  const refused = (await endpoints()).filter((endpoint) => !OPEN.includes(endpoint));
  const statuses = await Promise.all(
    refused.map(async (endpoint) => [endpoint, await statusOf(endpoint, authorization())]),
  );
  expect(statuses).toEqual(refused.map((endpoint) => [endpoint, 401]));
  for (const endpoint of OPEN) expect(await statusOf(endpoint, authorization())).toBe(200);
});

test('a cluster’s token delivers and does nothing else', async () => {
  const others = (await endpoints()).filter((endpoint) => !OPEN.includes(endpoint) && !endpoint.includes('/ingest/'));
  const statuses = await Promise.all(
    others.map(async (endpoint) => [endpoint, await statusOf(endpoint, `Bearer ${clusterToken}`)]),
  );
  expect(statuses).toEqual(others.map((endpoint) => [endpoint, 403]));
});
