import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { peakMemory } from '../support/child.ts';
import { auditEvent, eventList } from '../support/events.ts';
import { freshCluster } from '../support/kept.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** Who sends slowly, or nothing, holds up nobody: it is let go, unless it goes on. */

const MiB = 1024 * 1024;
/** The server waits 30 s, and notices within 5. */
const LET_GO_MS = 60_000;
const IDLE_CONNECTIONS = 10_000;
/** An idle connection takes about 10 kB; twice that is a leak. */
const MAX_IDLE_BYTES = IDLE_CONNECTIONS * 25_000;
/** A delivery beside them, on a machine with other work. */
const MAX_BESIDE_MS = 5_000;

const data = join(await temporaryDirectory(), 'data');
let server: Server;
let api: Api;
beforeAll(async () => {
  server = await startServer({ data });
  api = apiOf(server);
});
afterAll(() => server.end('SIGKILL'));

test('who stops sending is answered 408, and a slow import goes on', { timeout: 2 * LET_GO_MS }, async () => {
  const { cluster, token } = await freshCluster(api);
  const credential = `Authorization: Bearer ${token}`;
  const silent = answerOf(open());
  const headers = trickle('GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ', 'x');
  const body = answerOf(
    open(`POST /ingest/kubernetes/${cluster} HTTP/1.1\r\nHost: x\r\n${credential}\r\nContent-Length: 100\r\n\r\n{`),
  );
  const lines = answerOf(
    open(`POST /ingest/lines/${cluster} HTTP/1.1\r\nHost: x\r\n${credential}\r\nContent-Length: 100\r\n\r\n{`),
  );
  const names = answerOf(
    open(
      `POST /api/v1/clusters HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${server.adminToken}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    ),
  );
  const refused = answerOf(
    open('POST /ingest/lines/x HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer wrong\r\nContent-Length: 100\r\n\r\n'),
  );
  const slowImport = importSlowly(cluster, token);

  expect(await refused).toMatch(/^HTTP\/1\.1 401 /);
  for (const answer of [silent, headers]) expect(await answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*HEADERS_TIMEOUT/);
  for (const answer of [body, lines, names]) expect(await answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*BODY_TIMEOUT/);
  expect(await slowImport).toMatchObject({ received: SLOW_LINES, stored: SLOW_LINES });
});

const SLOW_LINES = 40;

/** One line a second: longer than any of the others may take. */
async function importSlowly(cluster: string, token: string): Promise<unknown> {
  const body = new ReadableStream({
    async start(controller) {
      for (let n = 0; n < SLOW_LINES; n++) {
        controller.enqueue(Buffer.from(`${JSON.stringify(auditEvent())}\n`));
        await sleep(1_000);
      }
      controller.close();
    },
  });
  const init = { method: 'POST', headers: { authorization: `Bearer ${token}` }, body, duplex: 'half' };
  return (await api.request(`/ingest/lines/${cluster}`, init as RequestInit)).json();
}

const canOpenMany = openFilesLimit() > IDLE_CONNECTIONS + 500;
if (!canOpenMany)
  console.warn(`skipped: ${IDLE_CONNECTIONS} connections need a higher limit of open files (ulimit -n)`);

test.runIf(canOpenMany)(`${IDLE_CONNECTIONS} idle connections`, { timeout: 2 * LET_GO_MS }, async () => {
  const { cluster, token } = await freshCluster(api);
  const before = peakMemory(server.pid);
  const sockets: Socket[] = [];
  try {
    while (sockets.length < IDLE_CONNECTIONS) {
      const some = Array.from({ length: 500 }, () => open());
      await Promise.all(some.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
      sockets.push(...some);
    }
    const started = performance.now();
    expect((await api.deliver(cluster, token, eventList([auditEvent()]))).status).toBe(200);
    expect((await api.request('/api/v1/events?limit=1')).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(MAX_BESIDE_MS);
    expect(sockets.filter(({ destroyed }) => destroyed)).toEqual([]);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  const grown = peakMemory(server.pid) - before;
  console.info(`${IDLE_CONNECTIONS} idle connections took ${Math.round(grown / MiB)} MiB`);
  expect(grown).toBeLessThan(MAX_IDLE_BYTES);
});

function openFilesLimit(): number {
  try {
    return Number(/^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function open(start = ''): Socket {
  const { hostname, port } = new URL(server.url);
  const socket = connect({ host: hostname, port: Number(port) }).on('error', () => {});
  if (start !== '') socket.write(start);
  return socket;
}

/** Sends something every second until it is answered. */
async function trickle(start: string, more: string): Promise<string> {
  const socket = open(start);
  const timer = setInterval(() => socket.write(more), 1_000);
  return answerOf(socket).finally(() => clearInterval(timer));
}

/** All that comes on a connection until the server closes it. */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setTimeout(LET_GO_MS, () => socket.destroy());
    socket.setEncoding('latin1').on('data', (piece: string) => {
      text += piece;
    });
    const late = setTimeout(() => reject(new Error('The server did not let go.')), LET_GO_MS);
    socket.once('close', () => {
      clearTimeout(late);
      resolve(text);
    });
  });
}
