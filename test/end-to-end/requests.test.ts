import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { auditEvent, eventList } from '../support/events.ts';
import { freshCluster, keptOf, NOTHING } from '../support/kept.ts';
import { exchange } from '../support/raw-http.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** Requests to the audit webhook that are no deliveries, and unusual ones that are. */

const MiB = 1024 * 1024;
const MAX_BODY_BYTES = 4 * MiB;

const data = join(await temporaryDirectory(), 'data');
let server: Server;
let api: Api;
beforeAll(async () => {
  const config = { sources: { 'kubernetes-webhook': { max_body_bytes: MAX_BODY_BYTES } } };
  server = await startServer({ data, config });
  api = apiOf(server);
});
afterAll(() => server.end('SIGKILL'));

const one = JSON.stringify(auditEvent());
const two = JSON.stringify(auditEvent({ verb: 'list' }));

/** The head of a delivery, up to its body. */
function headOf(cluster: string, token: string, more: string, type = 'application/json'): string {
  const lines = [`POST /ingest/kubernetes/${cluster} HTTP/1.1`, 'Host: x', `Authorization: Bearer ${token}`, more];
  return `${[...lines, ...(type === '' ? [] : [`Content-Type: ${type}`])].join('\r\n')}\r\n\r\n`;
}

describe('what is no delivery is refused', () => {
  const json = { 'content-type': 'application/json' };
  test.each<[string, () => string | Uint8Array | undefined, Record<string, string>, number, string]>([
    ['an empty body', () => undefined, json, 400, 'BODY_INVALID'],
    [
      'a body packed in another way',
      () => brotliCompressSync(eventList([one])),
      { ...json, 'content-encoding': 'br' },
      415,
      'ENCODING_UNSUPPORTED',
    ],
    [
      'a body that is not packed as it says',
      () => eventList([one]),
      { ...json, 'content-encoding': 'gzip' },
      400,
      'BODY_INVALID',
    ],
    [
      'a packed body that is too large unpacked',
      () => gzipSync(Buffer.alloc(MAX_BODY_BYTES + 1)),
      { ...json, 'content-encoding': 'gzip' },
      413,
      'BODY_TOO_LARGE',
    ],
    ['a content type that is none', () => eventList([one]), { 'content-type': ';;;' }, 415, 'MEDIA_TYPE_UNSUPPORTED'],
  ])('%s', async (_name, body, headers, status, code) => {
    const { cluster, token } = await freshCluster(api);
    const init = { method: 'POST', headers: { ...headers, authorization: `Bearer ${token}` } };
    const sent = body();
    const response = await api.request(`/ingest/kubernetes/${cluster}`, sent ? { ...init, body: sent } : init);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect([response.status, await response.json()]).toMatchObject([status, { status, code }]);
    expect(await keptOf(api, cluster)).toEqual(NOTHING);
  });

  test('a body beyond the limit, before any of it was sent', async () => {
    const { cluster, token } = await freshCluster(api);
    const answer = await exchange(server.url, [headOf(cluster, token, `Content-Length: ${MAX_BODY_BYTES + 1}`)]);
    expect(answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*BODY_TOO_LARGE/);
  });

  test('a body beyond the limit that does not announce its size', async () => {
    const { cluster, token } = await freshCluster(api);
    const piece = Buffer.alloc(MiB, 0x20);
    const head = headOf(cluster, token, 'Transfer-Encoding: chunked');
    const chunk = Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]);
    const answer = await exchange(server.url, [head, ...Array<Buffer>(MAX_BODY_BYTES / MiB + 1).fill(chunk)]);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('BODY_TOO_LARGE');
  });

  test('a connection that ends within a body leaves nothing', async () => {
    const { cluster, token } = await freshCluster(api);
    const body = eventList([one, two]);
    const head = headOf(cluster, token, `Content-Length: ${body.length}`);
    expect(await exchange(server.url, [head, body.slice(0, one.length + 200)], true)).toBe('');
    expect(await keptOf(api, cluster)).toEqual(NOTHING);
  });
});

describe('other ways to send a good body', () => {
  test.each([
    ['application/json; charset=utf-8'],
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['application/octet-stream'],
    [''],
  ])('content type "%s"', async (type) => {
    const { cluster, token } = await freshCluster(api);
    const body = eventList([one]);
    const head = headOf(cluster, token, `Content-Length: ${body.length}`, type);
    expect(await exchange(server.url, [head, body])).toMatch(/^HTTP\/1\.1 200 /);
    expect(await keptOf(api, cluster)).toEqual({ good: [one], bad: [] });
  });

  test('in chunks of any size', async () => {
    const { cluster, token } = await freshCluster(api);
    const body = eventList([one, two]);
    const chunks = (body.match(/.{1,97}/gs) ?? []).map((part) => `${part.length.toString(16)}\r\n${part}\r\n`);
    const head = headOf(cluster, token, 'Transfer-Encoding: chunked');
    expect(await exchange(server.url, [head, ...chunks, '0\r\n\r\n'])).toMatch(/^HTTP\/1\.1 200 /);
    expect(await keptOf(api, cluster)).toEqual({ good: [one, two].sort(), bad: [] });
  });

  test('packed', async () => {
    const { cluster, token } = await freshCluster(api);
    const response = await api.deliver(cluster, token, gzipSync(eventList([one])), { 'content-encoding': 'gzip' });
    expect(response.status).toBe(200);
    expect(await keptOf(api, cluster)).toEqual({ good: [one], bad: [] });
  });

  test('asking first whether to go on', async () => {
    const { cluster, token } = await freshCluster(api);
    const body = eventList([one]);
    const head = headOf(cluster, token, `Expect: 100-continue\r\nContent-Length: ${body.length}`);
    expect(await exchange(server.url, [head, body])).toMatch(/^HTTP\/1\.1 100 [\s\S]*HTTP\/1\.1 200 /);
    expect(await keptOf(api, cluster)).toEqual({ good: [one], bad: [] });
  });
});
