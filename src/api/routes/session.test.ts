import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFailureLimit } from '../../access/failure-limit.ts';
import { openSessions, type Sessions } from '../../access/sessions.ts';
import { openTokens, type Tokens } from '../../access/tokens.ts';
import type { Subscriber } from '../../consumers/tail/tail.ts';
import { bearerTokens } from '../access/bearer-tokens.ts';
import { createGate } from '../access/gate.ts';
import { createSessionCookie } from '../access/session-cookie.ts';
import { sessionCookies } from '../access/session-cookies.ts';
import { tokenCredentials } from '../access/token-credentials.ts';
import { testServer } from '../testing.ts';

const HOUR_MS = 3_600_000;
const BEGIN = Date.parse('2026-03-01T00:00:00Z');
const HOST = 'audit.example.com';
const OWN_PAGE = { host: HOST, 'sec-fetch-site': 'same-origin' };
const PATH = '/api/v1/session';

let data: string;
let app: FastifyInstance;
let url: string;
let tokens: Tokens;
let sessions: Sessions;
let now: number;
let refused: string[];
let watching: Subscriber | undefined;

beforeEach(async () => {
  now = BEGIN;
  refused = [];
  data = await mkdtemp(join(tmpdir(), 'verbatim-session-'));
  const date = () => new Date(now);
  tokens = await openTokens(data, date);
  sessions = await openSessions(data, date, { idleMs: HOUR_MS, maxAgeMs: 8 * HOUR_MS });
  const clusters = { holder: () => undefined };
  const credentialOf = tokenCredentials({ adminToken: 'vba_admin', clusters, tokens, now: date });
  const cookie = createSessionCookie(undefined);
  const gate = createGate({
    authenticators: [bearerTokens(credentialOf), sessionCookies({ cookie, sessions, credentialOf })],
    failures: createFailureLimit({ clock: () => now, failures: 20 }),
    observer: { failed: (reason) => refused.push(reason), limited: () => {} },
  });
  const subscribe = (subscriber: Subscriber) => {
    watching = subscriber;
    return () => {};
  };
  app = await testServer({}, subscribe, { gate, tokens, signIn: { sessions, cookie, credentialOf, now: date } });
  app.post('/ingest/lines/prod', { config: { permission: 'deliver' } }, async () => 'taken');
  url = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  await app.close();
  await rm(data, { recursive: true, force: true, maxRetries: 10 });
});

type Headers = Readonly<Record<string, string>>;

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly json: () => Readonly<Record<string, unknown>>;
}

/** A request as a browser makes it, whose headers no page of it can set. */
async function ask(method: string, path: string, headers: Headers = {}, payload?: string): Promise<Answer> {
  const outgoing = request(url + path, { method, headers }).end(payload);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const body = await text(incoming);
  return { statusCode: incoming.statusCode ?? 0, headers: incoming.headers, body, json: () => JSON.parse(body) };
}

const JSON_TYPE = { 'content-type': 'application/json' };
const signIn = (token: string, headers: Headers = OWN_PAGE) =>
  ask('POST', PATH, { ...JSON_TYPE, ...headers }, JSON.stringify({ token }));

async function signedIn(token = 'vba_admin', headers?: Headers): Promise<string> {
  const response = await signIn(token, headers);
  expect(response.statusCode, response.body).toBe(200);
  return cookieOf(response);
}

const setCookie = ({ headers }: Answer) => String(headers['set-cookie'] ?? '');
const cookieOf = (response: Answer) => setCookie(response).split(';', 1)[0] ?? '';

const who = async (headers: Headers) => (await ask('GET', PATH, headers)).statusCode;
const statusWith = (cookie: string, headers: Headers = {}) => who({ ...OWN_PAGE, cookie, ...headers });

test('a token signs in, the cookie stands for it, and signing out ends that', async () => {
  const { token, known } = await tokens.create({ name: 'ops', role: 'viewer', scope: { namespaces: ['a'] } });
  const response = await signIn(` ${token}\n`);
  const principal = { id: known.id, name: 'ops', role: 'viewer', scope: { namespaces: ['a'] } };
  expect(response.json()).toEqual({ principal, expiresAt: '2026-03-01T01:00:00.000Z' });
  expect(response.headers['cache-control']).toBe('no-store');
  const set = setCookie(response);
  expect(set).toMatch(/^verbatim-session=[\w-]{43}; Path=\/; Max-Age=28800; HttpOnly; SameSite=Strict$/);
  expect(response.body).not.toContain(set.slice(17, 60));
  const cookie = cookieOf(response);

  now += HOUR_MS / 2;
  const asked = await ask('GET', PATH, { ...OWN_PAGE, cookie });
  expect(asked.json()).toEqual({ principal, expiresAt: '2026-03-01T01:30:00.000Z' });

  const out = await ask('DELETE', PATH, { ...OWN_PAGE, cookie });
  expect([out.statusCode, setCookie(out)]).toEqual([
    204,
    'verbatim-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict',
  ]);
  expect(await statusWith(cookie)).toBe(401);
  expect(await who({ authorization: `Bearer ${token}` })).toBe(200);
});

test('who has a token is told whose it is, without a session', async () => {
  const { token } = await tokens.create({ name: '', role: 'auditor', scope: {}, expires: '1d' });
  const asked = await ask('GET', PATH, { authorization: `Bearer ${token}` });
  expect(asked.json()).toMatchObject({ principal: { role: 'auditor' }, expiresAt: '2026-03-02T00:00:00.000Z' });
  const admin = await ask('GET', PATH, { authorization: 'Bearer vba_admin' });
  expect(admin.json()).toEqual({ principal: { id: 'admin', name: 'admin.token', role: 'admin', scope: {} } });
  expect(await who({})).toBe(401);
});

test('of a token and a cookie, the token counts, valid or not', async () => {
  const cookie = await signedIn();
  const { token } = await tokens.create({ name: 'ops', role: 'auditor', scope: {} });
  const asked = await ask('GET', PATH, { ...OWN_PAGE, cookie, authorization: `Bearer ${token}` });
  expect(asked.json()).toMatchObject({ principal: { name: 'ops' } });
  expect(await statusWith(cookie, { authorization: 'Bearer wrong' })).toBe(401);
});

describe('a session may not do more than its token', () => {
  test('it ends when the token is revoked, in the middle of what it follows too', async () => {
    const { token, known } = await tokens.create({ name: '', role: 'auditor', scope: {} });
    const cookie = await signedIn(token);
    const tail = ask('GET', '/api/v1/tail', { ...OWN_PAGE, cookie });
    await expect.poll(() => watching).toBeDefined();
    await tokens.revoke(known.id);
    expect(() => watching?.wants({} as never)).toThrow('taken away');
    watching?.ended(new Error('ended'));
    await tail;
    expect(await statusWith(cookie)).toBe(401);
  });

  test('it ends when the token expires, and the cookie says so', async () => {
    const { token } = await tokens.create({ name: '', role: 'auditor', scope: {}, expires: '30m' });
    const response = await signIn(token);
    expect(response.json().expiresAt).toBe('2026-03-01T00:30:00.000Z');
    expect(setCookie(response)).toContain('Max-Age=1800;');
    const cookie = cookieOf(response);
    now += HOUR_MS / 2 - 1;
    expect(await statusWith(cookie)).toBe(200);
    now += 1;
    expect(await statusWith(cookie)).toBe(401);
  });

  test('it has the role and the scope of the token', async () => {
    const { token } = await tokens.create({ name: '', role: 'viewer', scope: { clusters: ['prod'] } });
    const cookie = await signedIn(token);
    expect((await ask('GET', '/api/v1/tokens', { ...OWN_PAGE, cookie })).statusCode).toBe(403);
  });
});

test('it ends when nothing was asked for long, and after its time however much was', async () => {
  const cookie = await signedIn();
  for (let n = 1; n < 9; n++) {
    expect(await statusWith(cookie)).toBe(200);
    now += HOUR_MS - 1;
  }
  now = BEGIN + 8 * HOUR_MS;
  expect(await statusWith(cookie)).toBe(401);
  const idle = await signedIn();
  now += HOUR_MS;
  const late = await ask('GET', PATH, { ...OWN_PAGE, cookie: idle });
  expect([late.statusCode, late.json().detail]).toEqual([401, 'The session has ended; sign in again.']);
});

describe('refused', () => {
  test.each([
    ['a token that is not known', 'vbt_wrong', 401, 'UNAUTHORIZED'],
    ['an empty one', '', 400, 'REQUEST_INVALID'],
    ['one that cannot be', 'x'.repeat(513), 400, 'REQUEST_INVALID'],
  ])('%s does not sign in', async (_name, token, status, code) => {
    const response = await signIn(token);
    expect([response.statusCode, response.json().code]).toEqual([status, code]);
    expect(response.headers['set-cookie']).toBeUndefined();
  });

  test('who only delivers events does not sign in, and is told why', async () => {
    const { token } = await tokens.create({ name: '', role: 'ingest', scope: { clusters: ['prod'] } });
    const response = await signIn(token);
    expect([response.statusCode, response.headers['set-cookie']]).toEqual([403, undefined]);
    expect(response.json().detail).toBe(
      'Nobody signs in with a credential that only delivers events: it takes the role admin, auditor or viewer; the one given has the role ingest of the cluster prod.',
    );
  });

  test('guesses are slowed down with those in headers, and a right token gets in', async () => {
    const statuses = [];
    for (let n = 0; n < 12; n++) {
      statuses.push((await signIn('vbt_wrong')).statusCode, await who({ authorization: 'Bearer wrong' }));
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(20);
    const late = await signIn('vbt_wrong');
    expect([late.statusCode, late.json().code]).toEqual([429, 'SIGN_IN_LIMITED']);
    expect(late.headers['retry-after']).toBeDefined();
    expect((await signIn('vba_admin')).statusCode).toBe(200);
  });

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another origin of the site', { 'sec-fetch-site': 'same-site' }],
    ['another origin, by a browser that says no more', { origin: 'https://evil.example.com' }],
    ['a page without an origin', { origin: 'null' }],
  ])('%s signs nobody in', async (_name, headers) => {
    const response = await signIn('vba_admin', { host: HOST, ...headers });
    expect([response.statusCode, response.headers['set-cookie']]).toEqual([403, undefined]);
  });

  test.each([
    ['reading', 'GET', PATH],
    ['changing', 'DELETE', PATH],
    ['changing elsewhere', 'POST', '/api/v1/tokens'],
  ] as const)('a cookie does not count for %s from another page, or from none', async (_name, method, path) => {
    const cookie = await signedIn();
    const pages: Headers[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example.com' },
      {},
    ];
    for (const page of pages) {
      const response = await ask(method, path, { host: HOST, cookie, ...page });
      expect([response.statusCode, response.json().code]).toEqual([401, 'UNAUTHORIZED']);
    }
    expect(refused).toEqual(pages.map(() => 'cross_origin'));
    expect(await statusWith(cookie)).toBe(200);
  });

  test('a form of another page, which needs no leave to send it', async () => {
    const forms = ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'];
    for (const type of forms) {
      const response = await ask('POST', PATH, { host: HOST, 'content-type': type }, '{"token":"vba_admin"}');
      expect([response.statusCode, response.headers['set-cookie']]).toEqual([415, undefined]);
    }
  });

  test('a cookie delivers no events', async () => {
    const cookie = await signedIn();
    const response = await ask('POST', '/ingest/lines/prod', { ...OWN_PAGE, cookie });
    expect(response.statusCode).toBe(401);
    expect((await ask('POST', '/ingest/lines/prod', { authorization: 'Bearer vba_admin' })).statusCode).toBe(200);
  });

  test('an id that was there before signing in is another one after it, and ended', async () => {
    const planted = await signedIn();
    const after = await signedIn('vba_admin', { ...OWN_PAGE, cookie: planted });
    expect(after).not.toBe(planted);
    expect([await statusWith(planted), await statusWith(after)]).toEqual([401, 200]);
    const chosen = 'verbatim-session=AAAA';
    expect(await signedIn('vba_admin', { ...OWN_PAGE, cookie: chosen })).not.toBe(chosen);
    expect(await statusWith(chosen)).toBe(401);
  });

  test.each([
    ['the token itself', 'verbatim-session=vba_admin'],
    ['nothing', 'verbatim-session='],
    ['what is no id', 'verbatim-session=../../etc'],
  ])('%s in the cookie', async (_name, cookie) => {
    expect(await statusWith(cookie)).toBe(401);
  });
});

test('over plain HTTP, where browsers say no site, a page of this server counts by its address', async () => {
  const page = { host: HOST, origin: `http://${HOST}` };
  const cookie = await signedIn('vba_admin', page);
  expect(await who({ host: HOST, cookie, referer: `http://${HOST}/explore` })).toBe(200);
  expect((await ask('DELETE', PATH, { ...page, cookie })).statusCode).toBe(204);
});
