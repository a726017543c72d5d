import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { generate } from '../generator/generate.ts';
import { type Batch, batches } from './batch.ts';
import { type LoadOptions, sendLoad } from './send-load.ts';

/** kube-apiserver's ten seconds become a tenth of one, its time-out of thirty seconds 300 ms. */
const HUNDREDTH = 0.01;
const EVENTS = 1_000;
const SIZE = 100;
const BATCHES = EVENTS / SIZE;

/** How a server answers the n-th request, from 0; `undefined` breaks the connection. */
type Behaviour = (n: number) => { status: number; headers?: http.OutgoingHttpHeaders; body?: string } | undefined;

interface Received {
  readonly headers: http.IncomingHttpHeaders;
  readonly url: string;
  readonly body: string;
  readonly at: number;
}

let stop: (() => void) | undefined;
afterEach(() => stop?.());

async function serve(behaviour: Behaviour): Promise<{ url: string; received: Received[]; connections: () => number }> {
  const received: Received[] = [];
  let connections = 0;
  const server = http.createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const answer = behaviour(received.length);
      received.push({ headers: request.headers, url: request.url!, body, at: performance.now() });
      if (answer) response.writeHead(answer.status, answer.headers).end(answer.body);
      else request.socket.destroy();
    });
  });
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/ingest/kubernetes/prod`, received, connections: () => connections };
}

function prepared(withIds = false): Batch[] {
  const lines = generate({ seed: 1, from: '2026-03-02T09:00:00Z', count: EVENTS, level: 'Metadata' });
  return [...batches(lines, { size: SIZE, withIds })];
}

function load(url: string, more: Partial<LoadOptions> = {}) {
  return sendLoad({ url, token: 'secret', bodies: prepared(), connections: 1, timeScale: HUNDREDTH, ...more });
}

describe('sendLoad', () => {
  it('sends every body once over as many connections as asked', async () => {
    const { url, received, connections } = await serve(() => ({ status: 200 }));
    const acknowledged: string[] = [];
    const bodies = prepared(true);
    const report = await load(url, {
      bodies,
      connections: 4,
      onAck: ({ auditIDs }) => acknowledged.push(...auditIDs!),
    });

    expect(report).toMatchObject({ events: EVENTS, batches: BATCHES, requests: BATCHES, droppedEvents: 0 });
    expect(report.bytes).toBe(bodies.reduce((sum, { body }) => sum + body.length, 0));
    expect(report.latencyMs.median).toBeGreaterThan(0);
    expect(report.latencyMs.p99).toBeLessThanOrEqual(report.latencyMs.max);
    expect(received.map(({ body }) => body).toSorted()).toEqual(bodies.map(({ body }) => body.toString()).toSorted());
    expect(acknowledged.toSorted()).toEqual(bodies.flatMap(({ auditIDs }) => auditIDs!).toSorted());
    expect(connections()).toBe(4);
    expect(received[0]).toMatchObject({
      url: '/ingest/kubernetes/prod?timeout=30s',
      headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
    });
  });

  it.each<[string, Behaviour]>([
    ['400', (n) => ({ status: n === 0 ? 400 : 200 })],
    ['413 that closes', (n) => (n === 0 ? { status: 413, headers: { Connection: 'close' } } : { status: 200 })],
    ['500 with a body', (n) => (n === 0 ? { status: 500, body: 'no'.repeat(1_000) } : { status: 206, body: 'ok' })],
    ['a redirect', (n) => (n === 0 ? { status: 307, headers: { Location: '/' } } : { status: 204 })],
    ['a broken connection', (n) => (n === 0 ? undefined : { status: 200 })],
    ['Retry-After with 400', (n) => (n === 0 ? { status: 400, headers: { 'Retry-After': '0' } } : { status: 200 })],
  ])('repeats after %s and a sleep', async (_, behaviour) => {
    const { url, received } = await serve(behaviour);
    const report = await load(url);
    expect(report).toMatchObject({ events: EVENTS, requests: BATCHES + 1, droppedEvents: 0 });
    expect(received[1]!.body).toBe(received[0]!.body);
    expect(received[1]!.at - received[0]!.at).toBeGreaterThan(95);
  });

  it('drops a batch after five attempts, with growing sleeps', async () => {
    const { url, received } = await serve((n) => ({ status: n < 5 ? 500 : 200 }));
    const report = await load(url);
    expect(report).toMatchObject({
      events: EVENTS - SIZE,
      droppedBatches: 1,
      droppedEvents: SIZE,
      requests: BATCHES + 4,
    });
    const first = received.slice(0, 5);
    expect(new Set(first.map(({ body }) => body)).size).toBe(1);
    const sleeps = first.slice(1).map(({ at }, i) => at - first[i]!.at);
    for (const [i, least] of [100, 150, 225, 337.5].entries()) expect(sleeps[i]).toBeGreaterThan(least - 5);
  });

  it('comes again inside an attempt when it is told when', async () => {
    const { url } = await serve((n) => (n < 10 ? { status: 503, headers: { 'Retry-After': '1' } } : { status: 200 }));
    expect(await load(url)).toMatchObject({ events: EVENTS, requests: BATCHES + 10, droppedEvents: 0 });
  });

  it('stops coming again when the attempt’s time is over', async () => {
    const { url, received } = await serve((n) =>
      n < 1 ? { status: 503, headers: { 'Retry-After': '3600' } } : { status: 200 },
    );
    expect(await load(url)).toMatchObject({ events: EVENTS, requests: BATCHES + 1 });
    expect(received[1]!.at - received[0]!.at).toBeLessThan(1_000);
  });

  it('drops everything when nobody listens', async () => {
    const { url } = await serve(() => ({ status: 200 }));
    stop?.();
    expect(await load(url, { bodies: prepared().slice(0, 2) })).toMatchObject({
      events: 0,
      droppedBatches: 2,
      requests: 10,
    });
  });

  it('stops when told to', async () => {
    const abort = new AbortController();
    const { url } = await serve((n) => {
      if (n === 3) abort.abort();
      return { status: n < 3 ? 200 : 500 };
    });
    const report = await load(url, { signal: abort.signal, timeScale: 1 });
    expect(report).toMatchObject({ batches: 3, droppedBatches: 0 });
  });

  it('speaks to this machine only', async () => {
    await expect(load('http://192.0.2.1/')).rejects.toMatchObject({ code: 'USAGE' });
  });
});
