import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { peakMemory, spawnProgram } from '../support/child.ts';
import { environmentOf, runCli } from '../support/cli.ts';
import { auditEvent, eventList } from '../support/events.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** What arrives is seen at once: by those who watch, and by those who ask. */

/** A person who looks for what was just done must not have to look twice. */
const SEEN_MS = 1_000;
const ROUNDS = 5;
/** Far more than a socket and the server hold for a subscriber that does not read. */
const FLOOD = 40;
const FLOOD_BATCH = 1_000;
const MAX_PEAK_BYTES = 1_500 * 1024 * 1024;

const data = join(await temporaryDirectory(), 'data');
let server: Server;
let api: Api;
let token: string;
beforeAll(async () => {
  server = await startServer({ data });
  api = apiOf(server);
  token = await api.addCluster('prod');
});
afterAll(() => server.end('SIGKILL'));

async function post(...events: object[]): Promise<void> {
  expect((await api.deliver('prod', token, eventList(events))).status).toBe(200);
}

/** How long it takes from the delivery of an event until `seen` says so, in milliseconds. */
async function delayOf(event: object, seen: () => boolean | Promise<boolean>): Promise<number> {
  const started = performance.now();
  await post(event);
  await until('the event is seen', seen);
  return performance.now() - started;
}

test('verbatim tail shows what matches within a second', async () => {
  const child = await spawnProgram(['tail', 'verb: watch', '-o', 'jsonl'], environmentOf(server));
  const lines: string[] = [];
  createInterface(child.process.stdout).on('line', (line) => lines.push(line));
  // It says nothing before the first event, so one is sent until it comes.
  await until('tail listens', async () => {
    await post(auditEvent({ verb: 'watch' }));
    await sleep(100);
    return lines.length > 0;
  });
  for (let round = 0; round < ROUNDS; round++) {
    const event = auditEvent({ verb: 'watch' });
    await post(auditEvent({ verb: 'update' }));
    const delay = await delayOf(event, () => lines.some((line) => line.includes(String(event.auditID))));
    expect(delay).toBeLessThan(SEEN_MS);
  }
  expect(lines.every((line) => JSON.parse(line).verb === 'watch')).toBe(true);
  child.process.kill('SIGINT');
  expect(await child.exited).toEqual({ code: 0, signal: null });
});

test('verbatim search finds an event within a second of its delivery, first of all', async () => {
  await until('the program is warm', async () => (await runCli(server, ['search', '--limit', '1'])).code === 0);
  for (let round = 0; round < ROUNDS; round++) {
    const event = auditEvent();
    const delay = await delayOf(event, async () => {
      const [newest] = (await api.page({ limit: '1' })).items;
      return (newest?.event as { auditID?: string } | undefined)?.auditID === event.auditID;
    });
    expect(delay).toBeLessThan(SEEN_MS);
    const { stdout } = await runCli(server, ['search', '--limit', '1', '-o', 'jsonl']);
    expect(JSON.parse(stdout.toString()).auditID).toBe(event.auditID);
  }
});

test('one who does not read holds up neither deliveries nor others who watch', async () => {
  const { hostname, port } = new URL(server.url);
  const idle = connect({ host: hostname, port: Number(port) });
  idle.write(`GET /api/v1/tail HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${server.adminToken}\r\n\r\n`);
  idle.pause();
  const watching = await watch('verb: flood or verb: last');
  const filler = 'x'.repeat(500);

  let slowest = 0;
  for (let n = 0; n < FLOOD; n++) {
    const events = Array.from({ length: FLOOD_BATCH }, () => auditEvent({ verb: 'flood', userAgent: filler }));
    const started = performance.now();
    await post(...events);
    slowest = Math.max(slowest, performance.now() - started);
  }
  expect(slowest).toBeLessThan(SEEN_MS);
  const last = auditEvent({ verb: 'last' });
  expect(await delayOf(last, () => watching.text().includes(String(last.auditID)))).toBeLessThan(2 * SEEN_MS);
  // What it was too slow for is counted, so what it got and what it missed are all of them.
  expect(seenOrMissed(watching.text())).toBe(FLOOD * FLOOD_BATCH + 1);
  expect(peakMemory(server.pid)).toBeLessThan(MAX_PEAK_BYTES);
  watching.stop();

  let late = '';
  idle.setEncoding('latin1').on('data', (text: string) => {
    late += text;
  });
  idle.resume();
  await until('the idle one is told what it missed', async () => {
    await post(auditEvent({ verb: 'later' }));
    return /event: missed\ndata: \{"count":[1-9]\d*\}/.test(late);
  });
  idle.destroy();
});

interface Watching {
  readonly text: () => string;
  stop(): void;
}

async function watch(query: string): Promise<Watching> {
  const stop = new AbortController();
  const response = await api.request(`/api/v1/tail?${new URLSearchParams({ query })}`, { signal: stop.signal });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  let text = '';
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk as Uint8Array, { stream: true });
  })();
  reading.catch(() => {});
  return { text: () => text, stop: () => stop.abort() };
}

function seenOrMissed(text: string): number {
  const records = text.match(/^event: record$/gm)?.length ?? 0;
  const missed = [...text.matchAll(/^event: missed\ndata: \{"count":(\d+)\}/gm)];
  return missed.reduce((sum, [, count]) => sum + Number(count), records);
}
