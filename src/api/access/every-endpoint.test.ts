import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFailureLimit } from '../../access/failure-limit.ts';
import type { Role } from '../../access/roles.ts';
import { tokenHash } from '../../access/secret.ts';
import type { KnownToken } from '../../access/tokens.ts';
import { loadConfig } from '../../config/load.ts';
import { createAssembler } from '../../decode/assemble.ts';
import type { DockerMetrics } from '../../sources/docker-logs/observer.ts';
import type { FileMetrics } from '../../sources/file/observer.ts';
import type { Intake } from '../../sources/intake.ts';
import type { ListenerTls } from '../../sources/listener-tls.ts';
import { createSources } from '../../sources/registry.ts';
import type { SourceMemory } from '../../sources/source-memory.ts';
import type { SyslogMetrics } from '../../sources/syslog/observer.ts';
import { IngestAnswer, IngestLinesQuery } from '../contract.ts';
import { testServer } from '../testing.ts';
import { bearerTokens } from './bearer-tokens.ts';
import { createGate } from './gate.ts';
import { tokenCredentials } from './token-credentials.ts';

/** The document of the interface is walked, so that no endpoint is forgotten. A new one is held to the rules below as well. */

/** Answer everybody, each for a reason. */
const PUBLIC: Readonly<Record<string, string>> = {
  'GET /healthz': 'those who probe have no token',
  'GET /readyz': 'those who probe have no token',
  'GET /openapi.json': 'the same for every server, and in the repository',
  'POST /api/v1/session': 'signs in: the credential is in the body',
};
/** Those that answer a request without a body. */
const OPEN = Object.keys(PUBLIC).filter((endpoint) => endpoint.startsWith('GET '));
/** Endpoints that the document does not list. */
const UNLISTED = ['GET /openapi.json'];
/** What a viewer may read, because each answer is held to the scope. */
const SCOPED = [
  'GET /api/v1/events',
  'GET /api/v1/events/{id}',
  'GET /api/v1/top',
  'GET /api/v1/facets',
  'GET /api/v1/values',
  'GET /api/v1/histogram',
  'GET /api/v1/tail',
  'GET /api/v1/objects',
  'GET /api/v1/objects/{namespace}/{resource}/{name}/history',
  'GET /api/v1/objects/{namespace}/{resource}/{name}/state',
  'POST /api/v1/counts',
  'GET /api/v1/first-seen',
  'GET /api/v1/sensitive-actions',
  'GET /api/v1/actors/active',
  'GET /api/v1/actors/{name}/profile',
  'GET /api/v1/node-logs',
  'GET /api/v1/node-logs/content',
  'GET /api/v1/fields',
  'GET /api/v1/catalogue',
  'GET /api/v1/policies/presets',
  'POST /api/v1/policies/explain',
  'POST /api/v1/policies/lint',
  'POST /api/v1/policies/simulate',
  'POST /api/v1/policies/suggest',
  'GET /api/v1/clusters',
  'GET /api/v1/clusters/{name}',
  'GET /api/v1/clusters/{name}/connect',
  'GET /api/v1/sources',
  'GET /api/v1/quarantined',
  'GET /api/v1/searches',
  'POST /api/v1/searches',
  'DELETE /api/v1/searches/{id}',
  'GET /api/v1/session',
  'DELETE /api/v1/session',
];

function rolesOf(endpoint: string): readonly Role[] {
  if (endpoint.includes(' /ingest/')) return ['admin', 'ingest'];
  if (SCOPED.includes(endpoint)) return ['admin', 'auditor', 'viewer'];
  return endpoint.startsWith('GET ') ? ['admin', 'auditor'] : ['admin'];
}

/** A session is for people, who deliver no events. */
function credentialsOf(endpoint: string): object[] {
  const roles = rolesOf(endpoint);
  return endpoint.includes(' /ingest/') ? [{ token: roles }] : [{ token: roles }, { session: roles }];
}

const known = (role: Role, more: Partial<KnownToken> = {}): KnownToken => ({
  id: `tok_${role}`,
  name: '',
  role,
  scope: role === 'viewer' || role === 'ingest' ? { clusters: ['prod'] } : {},
  tokenHash: '',
  createdAt: '',
  ...more,
});
const TOKENS = {
  admin: known('admin'),
  auditor: known('auditor'),
  viewer: known('viewer'),
  ingest: known('ingest'),
  expired: known('admin', { expiresAt: '2026-02-28T23:59:59.000Z' }),
};

let app: FastifyInstance;
let endpoints: readonly string[];
let documented: Readonly<Record<string, Readonly<Record<string, { security?: readonly object[] }>>>>;

beforeAll(async () => {
  const gate = createGate({
    authenticators: [
      bearerTokens(
        tokenCredentials({
          adminToken: 'vba_admin',
          clusters: { holder: () => undefined },
          tokens: {
            holder: (hash) => Object.entries(TOKENS).find(([name]) => tokenHash(name) === hash)?.[1],
            used: () => {},
          },
          now: () => new Date('2026-03-01T00:00:00Z'),
        }),
      ),
    ],
    failures: createFailureLimit({ clock: () => 0, failures: 1_000 }),
    observer: { failed: () => {}, limited: () => {} },
  });
  const config = await loadConfig({ env: {} });
  const sources = createSources(config.sources, {
    intake: {} as Intake,
    gate,
    searchable: async () => {},
    linesSchema: { querystring: IngestLinesQuery, response: IngestAnswer },
    memory: () => ({}) as SourceMemory,
    createAssembler,
    openTls: async () => ({}) as ListenerTls,
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    fileMetrics: {} as FileMetrics,
    dockerMetrics: {} as DockerMetrics,
    syslogMetrics: {} as SyslogMetrics,
  });
  app = await testServer({}, undefined, { gate, sources: sources.flatMap(({ routes }) => routes ?? []) });
  documented = (await app.inject('/openapi.json')).json().paths;
  const listed = Object.entries(documented).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  endpoints = [...listed, ...UNLISTED];
});
afterAll(() => app.close());

/** A request without parameters and body: who may not make it is refused before anything of it is read. */
async function statusOf(endpoint: string, authorization: string | undefined): Promise<number> {
  const [method, path = ''] = endpoint.split(' ');
  const response = await app.inject({
    method: method as NonNullable<InjectOptions['method']>,
    url: path.replace(/\{\w+\}/g, 'other'),
    headers: authorization === undefined ? {} : { authorization },
  });
  return response.statusCode;
}

async function statusesOf(some: readonly string[], authorization: string | undefined): Promise<[string, number][]> {
  return Promise.all(some.map(async (one) => [one, await statusOf(one, authorization)] as [string, number]));
}

const closed = () => endpoints.filter((endpoint) => !(endpoint in PUBLIC));

test('the endpoints that are promised are there', () => {
  const ingest = ['POST /ingest/kubernetes/{cluster}', 'POST /ingest/lines/{cluster}'];
  const tokens = ['POST /api/v1/tokens', 'GET /api/v1/tokens', 'DELETE /api/v1/tokens/{id}'];
  for (const one of [...Object.keys(PUBLIC), ...SCOPED, ...ingest, ...tokens, 'GET /metrics']) {
    expect(endpoints).toContain(one);
  }
});

test('public endpoints answer who has nothing, and also who has a token that is not valid', async () => {
  for (const authorization of [undefined, 'Bearer wrong', 'Bearer expired', 'Bearer ingest']) {
    expect(await statusesOf(OPEN, authorization)).toEqual(OPEN.map((one) => [one, 200]));
  }
});

test.each([
  ['no token', undefined],
  ['an empty one', 'Bearer '],
  ['a wrong or revoked one', 'Bearer wrong'],
  ['the right one with a letter more', 'Bearer adminx'],
  ['the right one without its scheme', 'admin'],
  ['the right one as a password', `Basic ${Buffer.from('admin:admin').toString('base64')}`],
  ['an expired one', 'Bearer expired'],
])('every endpoint that is not public refuses %s', async (_name, authorization) => {
  expect(await statusesOf(closed(), authorization)).toEqual(closed().map((one) => [one, 401]));
});

describe.each(['admin', 'auditor', 'viewer', 'ingest'] as const)('a token with the role %s', (role) => {
  test('is refused where the role has nothing to do', async () => {
    const refused = closed().filter((endpoint) => !rolesOf(endpoint).includes(role));
    expect(await statusesOf(refused, `Bearer ${role}`)).toEqual(refused.map((one) => [one, 403]));
  });

  test('is not refused elsewhere', async () => {
    const open = closed().filter((endpoint) => rolesOf(endpoint).includes(role));
    // These say no for other reasons, or watch until the client leaves.
    const asked = open.filter((one) => !one.includes(' /ingest/') && !one.endsWith('/tail'));
    for (const [, status] of await statusesOf(asked, `Bearer ${role}`)) expect([401, 403, 429]).not.toContain(status);
  });
});

test('a token with the role ingest delivers for no other cluster', async () => {
  const ingest = closed().filter((endpoint) => endpoint.includes(' /ingest/'));
  expect(await statusesOf(ingest, 'Bearer ingest')).toEqual(ingest.map((one) => [one, 403]));
});

test('HEAD is GET', async () => {
  expect(await statusOf('HEAD /api/v1/events', undefined)).toBe(401);
  expect(await statusOf('HEAD /metrics', 'Bearer viewer')).toBe(403);
});

test('the document says which roles may', () => {
  const said = Object.entries(documented).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security }]) => [`${method.toUpperCase()} ${path}`, security]),
  );
  expect(said).toEqual(
    said.map(([endpoint]) => [endpoint, (endpoint as string) in PUBLIC ? [] : credentialsOf(endpoint as string)]),
  );
});

test.each([
  [undefined, 401, 'Bearer realm="verbatim"'],
  ['Bearer wrong', 401, 'Bearer realm="verbatim", error="invalid_token", error_description="The token is not known."'],
  [
    'Bearer expired',
    401,
    'Bearer realm="verbatim", error="invalid_token", error_description="The token tok_admin expired at 2026-02-28T23:59:59.000Z."',
  ],
  ['Bearer viewer', 403, 'Bearer realm="verbatim", error="insufficient_scope"'],
])('%s is asked for what it lacks', async (authorization, status, challenge) => {
  const headers = authorization === undefined ? {} : { authorization };
  const response = await app.inject({ url: '/metrics', headers });
  expect([response.statusCode, response.headers['www-authenticate']]).toEqual([status, challenge]);
});

test('an address that is only said does not take the place of one that is', async () => {
  const ask = (n: number) =>
    app.inject({
      url: '/api/v1/fields',
      headers: {
        authorization: 'Bearer wrong',
        'x-forwarded-for': `198.51.100.${n % 250}`,
        forwarded: `for=198.51.100.${n % 250}`,
        'x-real-ip': `198.51.100.${n % 250}`,
      },
      remoteAddress: '192.0.2.7',
    });
  const statuses = new Set<number>();
  for (let n = 0; n <= 1_000; n++) statuses.add((await ask(n)).statusCode);
  expect([...statuses]).toEqual([401, 429]);
});

test('guessing is answered 429 and when to come again, and a right token gets in', async () => {
  const ask = (authorization: string) =>
    app.inject({ url: '/api/v1/fields', headers: { authorization }, remoteAddress: '192.0.2.1' });
  let response = await ask('Bearer wrong');
  for (let n = 0; n < 1_000; n++) response = await ask('Bearer wrong');
  expect(response.statusCode).toBe(429);
  expect(response.headers['retry-after']).toBe('6');
  expect(response.json()).toMatchObject({ code: 'SIGN_IN_LIMITED', status: 429 });
  expect((await ask('Bearer viewer')).statusCode).toBe(200);
});
