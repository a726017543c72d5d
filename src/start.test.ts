import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { GRACE_MS } from './api/close.ts';
import { loadConfig } from './config/load.ts';
import { openJournal } from './journal/journal.ts';
import { type Running, start } from './start.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verbatim-start-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

/** A server without a store: nobody listens at its address, so events wait in the journal. */
async function startAt(data: string, more: readonly (readonly [string, string])[] = []): Promise<Running> {
  const env = Object.fromEntries(more);
  const overrides = [
    ['data', data],
    ['listen', '127.0.0.1:0'],
    ['store.url', 'http://127.0.0.1:1'],
  ] as const;
  return start(await loadConfig({ env, overrides }), pino({ enabled: false }), '0.0.0');
}

const admin = async (data: string) => `Bearer ${(await readFile(join(data, 'admin.token'), 'utf8')).trim()}`;

function event(size = 10): string {
  return `{"level":"Metadata","auditID":"${randomUUID()}","stage":"Panic","requestURI":"/${'x'.repeat(size)}","verb":"get","user":{}}\n`;
}

async function deliver({ url }: Running, authorization: string, body: string): Promise<number> {
  const response = await fetch(`${url}/ingest/lines/prod`, { method: 'POST', headers: { authorization }, body });
  await response.text();
  return response.status;
}

function send(url: string, text: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).on('error', () => {});
  socket.write(text);
  sockets.push(socket);
  return socket;
}

test('clients that neither send nor read do not hold up the stop, and the journal is closed', async () => {
  const data = join(folder, 'stop');
  const server = await startAt(data);
  const authorization = await admin(data);
  expect(await deliver(server, authorization, event())).toBe(200);
  const head = `Host: x\r\nAuthorization: ${authorization}\r\n`;
  send(server.url, `POST /ingest/lines/prod HTTP/1.1\r\n${head}Content-Length: 1000\r\n\r\n{`);
  send(server.url, `GET /api/v1/tail HTTP/1.1\r\n${head}\r\n`).pause();
  await expect.poll(() => sockets.every(({ connecting }) => !connecting)).toBe(true);
  const started = performance.now();
  await server.stop();
  expect(performance.now() - started).toBeLessThan(GRACE_MS + 3_000);
  const journal = await openJournal({ dir: join(data, 'journal') });
  let kept = 0;
  for await (const { envelope, hashes } of journal.recentHashes(1000)) {
    if (envelope.cluster === 'prod') kept += [...hashes].length;
  }
  expect(kept).toBe(1);
  await journal.close();
});

test('a journal that has reached its quota pushes senders back', async () => {
  const data = join(folder, 'quota');
  const MiB = 1024 * 1024;
  const server = await startAt(data, [['VERBATIM_JOURNAL_MAX_BYTES', String(64 * MiB)]]);
  const authorization = await admin(data);
  const body = () => Array.from({ length: 10 }, () => event(MiB)).join('');
  const statuses: number[] = [];
  for (let n = 0; n < 8; n++) statuses.push(await deliver(server, authorization, body()));
  expect(statuses[0]).toBe(200);
  expect(statuses.at(-1)).toBe(503);
  await server.stop();
});
