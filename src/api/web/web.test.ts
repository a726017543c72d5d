import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFailureLimit } from '../../access/failure-limit.ts';
import { createGate } from '../access/gate.ts';
import { testServer } from '../testing.ts';
import { PAGE_ROUTES } from './pages.ts';

const SCRIPT = 'export const a = 1;\n'.repeat(200);
const PAGE = '<!doctype html><meta name="csp-nonce" content="" /><div id="root"></div>';
const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const ADDRESSES = PAGE_ROUTES.map((route) => route.replace('*', 'system%3Aserviceaccount%3Akube-system%2Fx/y'));

let folder: string;
let app: FastifyInstance;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verbatim-web-'));
  const root = join(folder, 'web');
  await mkdir(join(root, 'assets', 'folder'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(root, 'index.html'), PAGE);
  await writeFile(join(root, '.hidden'), 'secret');
  await writeFile(join(root, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(root, 'assets', 'index-AbC.js'), SCRIPT);
  await writeFile(join(root, 'assets', 'index-AbC.js.gz'), gzipSync(SCRIPT));
  await writeFile(join(root, 'assets', 'index-AbC.js.br'), brotliCompressSync(SCRIPT));
  await writeFile(join(root, 'assets', 'small-AbC.css'), 'a{}');
  await writeFile(join(root, 'assets', '.hidden'), 'secret');
  await symlink('/etc', join(root, 'elsewhere'));
  app = await testServer({}, undefined, { web: root, gate: closedGate() });
  url = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

/** Lets nobody in: what is here is for everybody, before they sign in. */
const closedGate = () =>
  createGate({
    authenticators: [],
    failures: createFailureLimit({ clock: () => 0 }),
    observer: { failed: () => {}, limited: () => {} },
  });

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** What the page is sent as: it says to people that there is nothing, where there is nothing. */
const AS_PAGE = 'text/html; charset=utf-8';

/** A path is sent as it stands, which `fetch` would not do. */
async function ask(path: string, headers: Record<string, string> = {}, method = 'GET', at = url): Promise<Answer> {
  const { hostname, port } = new URL(at);
  const outgoing = request({ hostname, port, path, method, headers }).end();
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: await buffer(incoming) };
}

const codeOf = ({ headers, body }: Answer) =>
  headers['content-type']?.startsWith('application/problem+json')
    ? JSON.parse(body.toString()).code
    : headers['content-type'];

describe('the page', () => {
  test.each(ADDRESSES)('is at %s, for everybody', async (path) => {
    const answer = await ask(`${path}?query=${'x'.repeat(2_000)}`, HTML);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(answer.body.toString()).toContain('<div id="root">');
  });

  test('has a nonce of its own in each answer, in its head and in its markup', async () => {
    const nonces = new Set<string>();
    for (let n = 0; n < 3; n++) {
      const { headers, body } = await ask('/', HTML);
      const [, nonce = ''] = /name="csp-nonce" content="([\w+/]{22}==)"/.exec(body.toString()) ?? [];
      expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}';`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  test('lets nothing run but what this server serves', async () => {
    const { headers } = await ask('/', { ...HTML, 'sec-fetch-site': 'none' });
    const { 'content-security-policy': policy = '', ...others } = headers;
    expect(String(policy).replace(/nonce-[^']+/, 'nonce-…')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-…'; img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    );
    expect(others).toMatchObject({
      'cache-control': 'no-cache',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(others).not.toHaveProperty('set-cookie');
  });

  test('is told to name itself where the browser does not say where a request comes from', async () => {
    const { headers } = await ask('/', HTML);
    expect([headers['referrer-policy'], headers.vary]).toEqual(['same-origin', 'Sec-Fetch-Site']);
  });

  test('has a head like its answer', async () => {
    const head = await ask('/explore', HTML, 'HEAD');
    const { body } = await ask('/explore', HTML);
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect(head.headers['content-length']).toBe(String(body.length));
  });

  test.each([
    ['GET', '/explore', { accept: 'application/json' }, 404, 'NOT_FOUND'],
    ['POST', '/explore', HTML, 405, 'METHOD_NOT_ALLOWED'],
    ['DELETE', '/', HTML, 405, 'METHOD_NOT_ALLOWED'],
    ['GET', '/exploration', HTML, 404, AS_PAGE],
    ['GET', '/exploration', {}, 404, 'NOT_FOUND'],
    ['GET', '/exploration', { accept: '*/*' }, 404, 'NOT_FOUND'],
    ['POST', '/exploration', HTML, 404, 'NOT_FOUND'],
    ['GET', '/ingest/nothing', HTML, 404, 'NOT_FOUND'],
    ['GET', '/api', HTML, 404, 'NOT_FOUND'],
    ['GET', '/api/v1/nothing', HTML, 404, 'NOT_FOUND'],
    ['GET', '/api/v1/events/%zz', HTML, 400, 'REQUEST_INVALID'],
    ['GET', '/index.html', HTML, 404, AS_PAGE],
  ])('%s %s for %j is answered %s', async (method, path, headers, status, code) => {
    const answer = await ask(path, headers, method);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  });
});

describe('a file', () => {
  test.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
    ['identity', undefined, (bytes: Buffer) => bytes],
    [undefined, undefined, (bytes: Buffer) => bytes],
  ])('for %s is given as %s, packed before', async (accepted, coding, unpack) => {
    const { status, headers, body } = await ask(
      '/assets/index-AbC.js',
      accepted ? { 'accept-encoding': accepted } : {},
    );
    expect([status, headers['content-encoding'], unpack(body).toString()]).toEqual([200, coding, SCRIPT]);
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': expect.stringMatching(/^application\/javascript/),
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
    });
  });

  test('that is small is given as it is', async () => {
    const { headers, body } = await ask('/assets/small-AbC.css', { 'accept-encoding': 'br, gzip' });
    expect([headers['content-encoding'], body.toString()]).toEqual([undefined, 'a{}']);
  });

  test('that somebody has is not sent again', async () => {
    const first = await ask('/assets/index-AbC.js', { 'accept-encoding': 'br' });
    const tag = String(first.headers.etag);
    const again = await ask('/assets/index-AbC.js', { 'accept-encoding': 'br', 'if-none-match': tag });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect((await ask('/assets/index-AbC.js', { 'if-none-match': tag })).status).toBe(200);
  });

  test('has a head like its answer', async () => {
    const head = await ask('/assets/index-AbC.js', {}, 'HEAD');
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, String(SCRIPT.length)]);
  });

  test('beside the page is kept for a while only', async () => {
    const { status, headers } = await ask('/icon.svg');
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'image/svg+xml',
      'public, max-age=3600',
    ]);
    // Opened by itself, it is a document that may hold scripts.
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  test.each([
    '/assets/',
    '/assets',
    '/assets/folder',
    '/assets/nothing.js',
    '/assets/.hidden',
    '/.hidden',
    '/elsewhere/passwd',
    '/assets/../index.html',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/assets/..\\..\\secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/%252e%252e/secret.txt',
    '/assets//etc/passwd',
    '/assets/./index-AbC.js',
    '/assets/%00',
    '/assets/index-AbC.js%00.css',
    '//assets/index-AbC.js',
    '/icon.svg/../../secret.txt',
  ])('is not at %s', async (path) => {
    for (const headers of [{}, HTML, { 'accept-encoding': 'br' }]) {
      const answer = await ask(path, headers);
      expect([400, 404], `${path}: ${answer.status} ${answer.body}`).toContain(answer.status);
      expect(['NOT_FOUND', 'REQUEST_INVALID', AS_PAGE]).toContain(codeOf(answer));
      expect(answer.body.toString()).not.toContain('secret"');
    }
  });
});

test('every answer says that it is what it is', async () => {
  for (const path of ['/api/v1/fields', '/api/v1/nothing', '/openapi.json', '/healthz']) {
    expect((await ask(path)).headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
  }
});

test('without a build, its addresses say what to do, and all else works', async () => {
  const bare = await testServer({}, undefined, { web: join(folder, 'none') });
  const at = await bare.listen({ port: 0, host: '127.0.0.1' });
  const page = await ask('/', HTML, 'GET', at);
  expect([page.status, codeOf(page)]).toEqual([404, 'NOT_FOUND']);
  expect(page.body.toString()).toContain('npm run build');
  expect((await ask('/assets/index.js', {}, 'GET', at)).status).toBe(404);
  expect((await ask('/api/v1/fields', {}, 'GET', at)).status).toBe(200);
  await bare.close();
});

test('a page without a place for the nonce is not given', async () => {
  const root = join(folder, 'other');
  await mkdir(root);
  await writeFile(join(root, 'index.html'), '<!doctype html>');
  const other = await testServer({}, undefined, { web: root });
  const at = await other.listen({ port: 0, host: '127.0.0.1' });
  expect(codeOf(await ask('/', HTML, 'GET', at))).toBe('INTERNAL');
  await other.close();
});
