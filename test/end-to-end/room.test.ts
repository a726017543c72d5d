import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { runCli } from '../support/cli.ts';
import { auditEvent, eventList } from '../support/events.ts';
import { expectExactlyOnce } from '../support/exactly-once.ts';
import { startLoad } from '../support/load.ts';
import { type Server, startServer } from '../support/server.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/**
 * Without room senders are pushed back, keep their events, and are taken again by themselves; nothing is lost or kept twice.
 * A stolen token can be revoked all the same.
 */

const MiB = 1024 * 1024;
const MiB_OF_TEXT = 'so many words '.repeat(MiB / 14);
const TIMEOUT = { timeout: 180_000 };
/** kube-apiserver's patience, as the load has it. */
const AFTER_THE_LAST_TRY_MS = 3_000;
/** More records of its own than these a server does not write in a test. */
const OWN_RECORDS = 50;

const folder = await temporaryDirectory();

/** Delivers events of a MiB until one is refused; gives how many were taken. */
async function fill(api: Api, token: string): Promise<number> {
  for (let taken = 0; ; taken++) {
    const body = eventList([auditEvent({ responseObject: { text: `${taken} ${MiB_OF_TEXT}` } })]);
    const { status } = await api.deliver('filler', token, body);
    if (status === 503) return taken;
    expect(status).toBe(200);
  }
}

async function newToken(api: Api): Promise<{ readonly id: string; readonly token: string }> {
  const headers = { 'content-type': 'application/json' };
  const response = await api.request('/api/v1/tokens', {
    method: 'POST',
    headers,
    body: '{"role":"viewer","clusters":["prod"]}',
  });
  expect(response.status).toBe(201);
  return (await response.json()) as { id: string; token: string };
}

const authorizedBy = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

/** With senders at work: fills what there is, makes room, and holds what is there against what was acknowledged. */
async function fillAndGoOn(server: Server, makeRoom: () => Promise<unknown> | unknown): Promise<void> {
  const api = apiOf(server);
  const filler = await api.addCluster('filler');
  const token = await api.addCluster('prod');
  const stolen = await newToken(api);
  const load = startLoad({ url: `${server.url}/ingest/kubernetes/prod`, token, seed: server.data });
  await until('events are taken', () => load.acknowledged.length > 100);
  const filled = await fill(api, filler);
  expect(filled).toBeGreaterThan(3);
  await sleep(AFTER_THE_LAST_TRY_MS);
  expect((await api.request('/healthz')).status).toBe(200);
  const holds = async () => (await api.request('/api/v1/events', authorizedBy(stolen.token))).status;
  expect(await holds()).toBe(200);
  expect((await api.request(`/api/v1/tokens/${stolen.id}`, { method: 'DELETE' })).status).toBe(204);
  expect(await holds()).toBe(401);
  await makeRoom();
  const before = load.acknowledged.length;
  await until('intake goes on', () => load.acknowledged.length > before + 100, 60_000);
  await load.stop();
  await api.loaded(60_000);
  await expectExactlyOnce(api, 'prod', load.acknowledged);
  // One that was refused may have been half a record at the time, never an event.
  expect(await api.count({ cluster: 'filler' })).toBe(filled);
  expect((await runCli(server, ['verify'])).code).toBe(0);
  expect(await server.end()).toEqual({ code: 0, signal: null });
}

test('a quota: compressing makes room', TIMEOUT, async () => {
  const config = { journal: { max_bytes: 64 * MiB, segment_bytes: 4 * MiB } };
  await fillAndGoOn(await startServer({ data: join(folder, 'quota', 'data'), config }), () => {});
});

test('a quota and retention: the oldest goes, and what is searched stays', TIMEOUT, async () => {
  const retention = { bytes: 64 * MiB };
  const config = { journal: { max_bytes: 80 * MiB, segment_bytes: 4 * MiB, compress: false, retention } };
  const server = await startServer({ data: join(folder, 'retention', 'data'), config });
  await fillAndGoOn(server, () => {});
  await rm(join(server.data, 'store'), { recursive: true });
  // Without retention, so that nothing goes between two looks.
  const again = await startServer({ data: server.data });
  const { stdout, code } = await runCli(again, ['verify']);
  expect([code, stdout.toString()]).toEqual([
    0,
    expect.stringMatching(/The beginning, up to number [\d,]+, was removed/),
  ]);
  // The store is built again from what is left of the journal.
  await apiOf(again).loaded(60_000);
  const [, left = ''] = /, ([\d,]+) events, /.exec(stdout.toString()) ?? [];
  const entries = Number(left.replaceAll(',', ''));
  const found = (await apiOf(again).count({ cluster: 'prod' })) + (await apiOf(again).count({ cluster: 'filler' }));
  expect(found).toBeLessThanOrEqual(entries);
  expect(found).toBeGreaterThan(entries - OWN_RECORDS);
  await again.end();
});

const oneDisk = join(folder, 'one', 'data');
const one = await mountSmallDisk(oneDisk, '60m');
const storeDisk = join(folder, 'store', 'data', 'store');
const store = await mountSmallDisk(storeDisk, '20m');

describe.runIf(one && store)('a disk', () => {
  test('that journal and store share is full', TIMEOUT, async () => {
    const server = await startServer({ data: oneDisk });
    await fillAndGoOn(server, () => one?.grow('600m'));
  });

  test('that only the store has is full: events are taken, and found once there is room', TIMEOUT, async () => {
    const server = await startServer({ data: join(storeDisk, '..') });
    const api = apiOf(server);
    const token = await api.addCluster('prod');
    const load = startLoad({ url: `${server.url}/ingest/kubernetes/prod`, token, seed: 'store' });
    const filler = await api.addCluster('filler');
    // Text that does not become smaller.
    const body = () => eventList([auditEvent({ requestObject: { text: randomBytes(4 * MiB).toString('base64') } })]);
    let delivered = 0;
    await until('the store fails', async () => {
      expect((await api.deliver('filler', filler, body())).status).toBe(200);
      delivered += 1;
      return server.log().includes('Loading the store failed');
    });
    const before = load.acknowledged.length;
    await until('events are taken all the same', () => load.acknowledged.length > before + 100);
    store?.grow('600m');
    await load.stop();
    await api.loaded(60_000);
    await expectExactlyOnce(api, 'prod', load.acknowledged);
    expect(await api.count({ cluster: 'filler' })).toBe(delivered);
    expect(await server.end()).toEqual({ code: 0, signal: null });
  });
});
