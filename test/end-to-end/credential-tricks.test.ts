import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { auditEvent, eventList } from '../support/events.ts';
import { exchange } from '../support/raw-http.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** Requests that are written so that two readers might take them for different ones, and deaths at the wrong moment. */

const data = join(await temporaryDirectory(), 'data');
let server: Server;
let api: Api;
let viewer: string;
let delivering: string;

beforeAll(async () => {
  server = await startServer({ data });
  api = apiOf(server);
  delivering = await api.addCluster('prod');
  await api.deliver('prod', delivering, eventList([auditEvent()]));
  await api.loaded();
  const body = JSON.stringify({ role: 'viewer', clusters: ['other'] });
  const made = await api.request('/api/v1/tokens', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  viewer = ((await made.json()) as { token: string }).token;
});
afterAll(() => server.end('SIGKILL'));

const EVENTS = '/api/v1/events?query=cluster:prod';
const lines = (...some: readonly string[]) => `${some.join('\r\n')}\r\n\r\n`;
const ask = (path: string, ...headers: readonly string[]) => lines(`GET ${path} HTTP/1.1`, 'Host: x', ...headers);
const bearer = (token: string) => `Authorization: Bearer ${token}`;

describe('a credential counts once and as it stands', () => {
  test.each<[string, () => string, number]>([
    ['the administrator’s', () => ask(EVENTS, bearer(server.adminToken)), 200],
    ['behind another', () => ask(EVENTS, bearer('wrong'), bearer(server.adminToken)), 401],
    ['in a list', () => ask(EVENTS, `${bearer('wrong')}, Bearer ${server.adminToken}`), 401],
    ['folded into the next line', () => ask(EVENTS, 'Authorization: Bearer', ` ${server.adminToken}`), 400],
    ['with a space before the colon', () => ask(EVENTS, `Authorization : Bearer ${server.adminToken}`), 400],
    ['with a tab within', () => ask(EVENTS, `Authorization: Bearer\t${server.adminToken}`), 401],
    ['in another header', () => ask(EVENTS, `X-Authorization: Bearer ${server.adminToken}`), 401],
    [
      'as a cookie',
      () => ask(EVENTS, `Cookie: token=${server.adminToken}; authorization=Bearer ${server.adminToken}`),
      401,
    ],
    ['of a proxy', () => ask(EVENTS, `Proxy-Authorization: Bearer ${server.adminToken}`), 401],
    ['in the address', () => ask(`${EVENTS}&access_token=${server.adminToken}`), 401],
    ['before the host', () => ask(`http://x:${server.adminToken}@127.0.0.1${EVENTS}`), 401],
    ['with a line feed alone', () => `GET ${EVENTS} HTTP/1.1\nHost: x\n${bearer(server.adminToken)}\n\n`, 400],
  ])('%s', async (_name, request, status) => {
    expect(await exchange(server.url, [request()])).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });

  test('of one request is not that of the next on its connection', async () => {
    const first = ask('/api/v1/fields', bearer(server.adminToken));
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write(first + ask(EVENTS, bearer(viewer)) + ask(EVENTS, 'Connection: close'));
    const statuses = (await text(socket)).match(/HTTP\/1\.1 \d+|\{"items":\[\],"next":null,"previous":null\}/g);
    expect(statuses).toEqual([
      'HTTP/1.1 200',
      'HTTP/1.1 200',
      '{"items":[],"next":null,"previous":null}',
      'HTTP/1.1 401',
    ]);
  });

  test.each([
    ['X-HTTP-Method-Override: DELETE'],
    ['X-Original-URL: /metrics'],
    ['X-Rewrite-URL: /metrics'],
    ['X-Forwarded-User: admin'],
    ['Impersonate-User: admin'],
    ['X-Remote-User: admin'],
  ])('and %s changes nothing', async (header) => {
    const answer = await exchange(server.url, [ask(EVENTS, bearer(viewer), header)]);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('{"items":[],"next":null,"previous":null}');
  });
});

test.each([
  ['a length within chunks', ['Content-Length: 4', 'Transfer-Encoding: chunked']],
  ['an encoding that is nearly chunked', ['Transfer-Encoding: xchunked']],
  ['chunked twice', ['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked, identity']],
  ['a length with a sign', ['Content-Length: +4']],
  ['two lengths in one', ['Content-Length: 4, 5']],
])('a request hidden in the body of another is not one: %s', async (_name, headers) => {
  const hidden = ask('/api/v1/tokens', bearer(server.adminToken));
  const outer = lines('POST /ingest/lines/prod HTTP/1.1', 'Host: x', bearer(delivering), ...headers);
  const answer = await exchange(server.url, [`${outer}0\r\n\r\n${hidden}`]);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).not.toContain('"tokens"');
});

test('what was answered is in the record, though the server died just then', async () => {
  const asked = await api.request(`${EVENTS}&limit=7`);
  const auditID = asked.headers.get('audit-id');
  await server.end('SIGKILL');
  expect(asked.status).toBe(200);
  server = await startServer({ data });
  api = apiOf(server);
  const [record] = await api.items({ query: `auditID: "${auditID}"`, cluster: 'verbatim' });
  expect(record?.event).toMatchObject({ verb: 'search', annotations: { 'verbatim/limit': '7' } });
});
