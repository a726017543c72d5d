import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { peakMemory } from '../support/child.ts';
import { auditEvent, eventList } from '../support/events.ts';
import { freshCluster, keptOf, NOTHING } from '../support/kept.ts';
import { exchange } from '../support/raw-http.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** Whatever comes over the network: memory stays bounded, the answer says what is wrong, and others notice nothing. */

const MiB = 1024 * 1024;
const MAX_BODY_BYTES = 4 * MiB;
const MAX_LINES_BYTES = 16 * MiB;
const MAX_CONNECTIONS = 64;
/** What nothing in here may add to the memory of an idle server, in bytes. */
const MAX_GROWTH = 600 * MiB;

const data = join(await temporaryDirectory(), 'data');
let server: Server;
let api: Api;
let idleBytes: number;
beforeAll(async () => {
  const sources = {
    'kubernetes-webhook': { max_body_bytes: MAX_BODY_BYTES },
    lines: { max_bytes_in_flight: MAX_LINES_BYTES },
  };
  server = await startServer({ data, config: { sources, http: { max_connections: MAX_CONNECTIONS } } });
  api = apiOf(server);
  idleBytes = peakMemory(server.pid);
});
afterAll(() => server.end('SIGKILL'));

/** The head of a request, up to its body. */
function head(first: string, ...lines: readonly string[]): string {
  return `${[`${first} HTTP/1.1`, 'Host: x', ...lines].join('\r\n')}\r\n\r\n`;
}

function delivery({ cluster, token }: { cluster: string; token: string }, ...lines: readonly string[]): string {
  return head(`POST /ingest/kubernetes/${cluster}`, `Authorization: Bearer ${token}`, ...lines);
}

/** What a client that sends these bytes, and then nothing more, is told. */
const PROBLEM = /content-type: application\/problem\+json/i;

describe('what is no request is answered as a problem', () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => `X-${n}: 1`);
  test.each<[string, string, number, string]>([
    ['no HTTP', 'hello there\r\n\r\n', 400, 'REQUEST_INVALID'],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400, 'REQUEST_INVALID'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00', 400, 'REQUEST_INVALID'],
    ['no host', 'GET /healthz HTTP/1.1\r\n\r\n', 400, 'REQUEST_INVALID'],
    ['an unknown method', head('BREW /healthz'), 400, 'REQUEST_INVALID'],
    ['two lengths', head('POST /healthz', 'Content-Length: 1', 'Content-Length: 2'), 400, 'REQUEST_INVALID'],
    ['a negative length', head('POST /healthz', 'Content-Length: -1'), 400, 'REQUEST_INVALID'],
    [
      'a length and chunks',
      head('POST /healthz', 'Content-Length: 1', 'Transfer-Encoding: chunked'),
      400,
      'REQUEST_INVALID',
    ],
    ['headers of 200 kB', head('GET /healthz', `X-Long: ${'x'.repeat(200_000)}`), 431, 'HEADERS_TOO_LARGE'],
    ['an address of 200 kB', head(`GET /healthz?${'x'.repeat(200_000)}`), 431, 'HEADERS_TOO_LARGE'],
    ['300 headers', head('GET /healthz', ...many(300)), 431, 'HEADERS_TOO_LARGE'],
    ['100,000 headers', head('GET /healthz', ...many(100_000)), 431, 'HEADERS_TOO_LARGE'],
    ['a path that is none', head('GET /%ff%zz'), 400, 'REQUEST_INVALID'],
    ['a method that is not for the path', head('DELETE /healthz'), 405, 'METHOD_NOT_ALLOWED'],
    ['nothing there', head('GET /nothing'), 404, 'NOT_FOUND'],
    ['no token', head('POST /ingest/kubernetes/prod', 'Content-Length: 2'), 401, 'UNAUTHORIZED'],
  ])('%s', async (_name, sent, status, code) => {
    const answer = await exchange(server.url, [sent]);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(PROBLEM);
    expect(answer).toContain(`"code":"${code}"`);
  });

  test('chunks that are none, within a delivery', async () => {
    const prod = await freshCluster(api);
    const chunks = delivery(prod, 'Transfer-Encoding: chunked');
    const answer = await exchange(server.url, [chunks, '5\r\n{"kin\r\n', 'zz\r\n']);
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*REQUEST_INVALID/);
    expect(await keptOf(api, prod.cluster)).toEqual(NOTHING);
  });

  test('a length that is more than comes, before the sender closes its side', async () => {
    const prod = await freshCluster(api);
    const socket = open();
    const answer = textOf(socket);
    socket.end(`${delivery(prod, 'Content-Length: 100')}{}`);
    expect(await answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(await keptOf(api, prod.cluster)).toEqual(NOTHING);
  });
});

describe('methods', () => {
  test.each([
    ['OPTIONS', '/api/v1/clusters', 204, 'GET, HEAD, OPTIONS, POST'],
    ['OPTIONS', '/api/v1/clusters/prod', 204, 'DELETE, GET, HEAD, OPTIONS'],
    ['OPTIONS', '/nothing', 404, null],
    ['PUT', '/api/v1/clusters', 405, 'GET, HEAD, OPTIONS, POST'],
    ['GET', '/ingest/lines/prod', 405, 'OPTIONS, POST'],
    ['HEAD', '/healthz', 200, null],
  ])('%s %s', async (method, path, status, allow) => {
    const response = await api.request(path, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([status, allow]);
  });

  test.each([
    ['text/plain', '{"name":"x"}', 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ['application/json', '{"name":', 400, 'BODY_INVALID'],
    ['application/json', `{"name":"${'x'.repeat(2 * MiB)}"}`, 413, 'BODY_TOO_LARGE'],
    ['application/json', '{"__proto__":{"name":"x"}}', 400, 'BODY_INVALID'],
  ])('a body of %s', async (type, body, status, code) => {
    const response = await api.request('/api/v1/clusters', { method: 'POST', headers: { 'content-type': type }, body });
    expect([response.status, await response.json()]).toMatchObject([status, { code }]);
  });
});

test('a sender that reads only after it has sent all gets the answer', async () => {
  const prod = await freshCluster(api);
  const size = MAX_BODY_BYTES + 40 * MiB;
  const socket = open();
  const answer = textOf(socket);
  socket.write(delivery(prod, `Content-Length: ${size}`));
  const piece = Buffer.alloc(MiB, 0x20);
  for (let sent = 0; sent < size; sent += piece.length) {
    await new Promise<void>((resolve, reject) => socket.write(piece, (error) => (error ? reject(error) : resolve())));
  }
  expect(await answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*connection: close[\s\S]*BODY_TOO_LARGE/);
});

test('requests in one piece are answered in order', async () => {
  const prod = await freshCluster(api);
  const body = eventList([auditEvent()]);
  const socket = open();
  const answer = textOf(socket);
  const one = `${delivery(prod, `Content-Length: ${body.length}`)}${body}`;
  socket.write(`${one}${head('GET /nothing')}${one}${head('GET /healthz', 'Connection: close')}`);
  expect((await answer).match(/HTTP\/1\.1 \d+/g)).toEqual(
    ['200', '404', '200', '200'].map((code) => `HTTP/1.1 ${code}`),
  );
});

describe('gzip', () => {
  test.each(['kubernetes', 'lines'])('a bomb to /ingest/%s', async (source) => {
    const { cluster, token } = await freshCluster(api);
    // 64 MiB of spaces are no event, so nothing is kept of what comes before the bomb is seen.
    const bomb = gzipSync(Buffer.alloc(256 * MiB, 0x20));
    const response = await api.request(`/ingest/${source}/${cluster}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-encoding': 'gzip' },
      body: bomb,
    });
    expect([response.status, await response.json()]).toMatchObject([413, { code: 'BODY_TOO_LARGE' }]);
    expect(await keptOf(api, cluster)).toEqual(NOTHING);
  });
});

test('lines that do not end are bounded over all connections, and say so', async () => {
  const { cluster, token } = await freshCluster(api);
  const sockets = Array.from({ length: 4 }, open);
  const answers = sockets.map(textOf);
  const start = head(`POST /ingest/lines/${cluster}`, `Authorization: Bearer ${token}`, `Content-Length: ${32 * MiB}`);
  for (const socket of sockets) socket.write(Buffer.concat([Buffer.from(`${start}{`), Buffer.alloc(8 * MiB, 0x61)]));
  const first = await Promise.race(answers);
  expect(first).toMatch(/^HTTP\/1\.1 503 [\s\S]*retry-after: 5[\s\S]*PUSH_BACK/);
  for (const socket of sockets) socket.destroy();
  await until('intake goes on', async () => {
    const headers = { authorization: `Bearer ${token}` };
    const body = JSON.stringify(auditEvent());
    return (await api.request(`/ingest/lines/${cluster}`, { method: 'POST', headers, body })).ok;
  });
});

test('connections beyond the limit are told so, and those before them go on', async () => {
  const before = await api.request('/healthz');
  expect(before.status).toBe(200);
  const idle = Array.from({ length: MAX_CONNECTIONS }, open);
  const answer = await until('one is refused', async () => {
    const text = await exchange(server.url, [head('GET /healthz')]).catch(() => '');
    return text.startsWith('HTTP/1.1 503') && text;
  });
  expect(answer).toMatch(/connection: close[\s\S]*retry-after: 5[\s\S]*"code":"BUSY"/);
  for (const socket of idle) socket.destroy();
  await until('there is room again', async () => {
    const text = await exchange(server.url, [head('GET /healthz')]).catch(() => '');
    return text.startsWith('HTTP/1.1 200');
  });
});

test('a sender that goes away in the middle of anything leaves nothing', async () => {
  const prod = await freshCluster(api);
  const body = eventList([auditEvent()]);
  const whole = Buffer.from(`${delivery(prod, `Content-Length: ${body.length}`)}${body}`);
  for (let cut = 1; cut < whole.length - 1; cut += 37) {
    const socket = open();
    socket.write(whole.subarray(0, cut), () => socket.destroy());
    if (cut % 5 === 0) await sleep(1);
  }
  await sleep(200);
  expect(await keptOf(api, prod.cluster)).toEqual(NOTHING);
});

test('others noticed nothing, and memory stayed bounded', async () => {
  const prod = await freshCluster(api);
  const event = auditEvent();
  expect((await api.deliver(prod.cluster, prod.token, eventList([event]))).status).toBe(200);
  expect(await keptOf(api, prod.cluster)).toMatchObject({ good: [JSON.stringify(event)] });
  const growth = peakMemory(server.pid) - idleBytes;
  console.info(`memory grew by ${Math.round(growth / MiB)} MiB at most`);
  expect(growth).toBeLessThan(MAX_GROWTH);
  expect(server.log()).not.toContain('"level":60');
});

function open(): Socket {
  const { hostname, port } = new URL(server.url);
  return connect({ host: hostname, port: Number(port) }).on('error', () => {});
}

/** All that comes on a connection until it ends. */
function textOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.setEncoding('latin1').on('data', (piece: string) => {
      text += piece;
    });
    socket.once('close', () => resolve(text));
  });
}
