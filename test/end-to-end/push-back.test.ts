import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { apiOf } from '../support/api.ts';
import { auditEvent, eventList } from '../support/events.ts';
import { startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** A sender is told to come again, keeps its events meanwhile, and is taken again as soon as that is possible. */

const MiB = 1024 * 1024;
const folder = await temporaryDirectory();

test('more bytes at once than allowed', async () => {
  const config = { sources: { 'kubernetes-webhook': { max_bytes_in_flight: MiB } } };
  const server = await startServer({ data: join(folder, 'in-flight', 'data'), config });
  const api = apiOf(server);
  const token = await api.addCluster('prod');
  const { hostname, port } = new URL(server.url);
  let slow: Socket | undefined;
  const hold = () => {
    const socket = connect({ host: hostname, port: Number(port) });
    slow = socket;
    socket.write(
      `POST /ingest/kubernetes/prod HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Length: ${MiB}\r\n\r\n${' '.repeat(MiB - 1)}`,
    );
    // It may be the one that is pushed back; then it tries again, as a sender does.
    socket.once('data', () => {
      socket.destroy();
      hold();
    });
  };
  hold();
  const post = () => api.deliver('prod', token, eventList([auditEvent()]));
  const refused = await until('a sender is pushed back', async () => {
    const response = await post();
    return response.status === 503 && response;
  });
  expect(refused.headers.get('retry-after')).toBe('5');
  expect(await refused.json()).toMatchObject({ code: 'PUSH_BACK', status: 503 });
  slow?.destroy();
  await until('intake goes on', async () => (await post()).status === 200);
  await server.end();
});

/** A small file system of its own, so that only the journal's disk is full. */
const DISK = join(folder, 'full', 'data', 'journal');
const SMALL = '12m';
const LARGER = '200m';

await mkdir(DISK, { recursive: true });
const mounted = mount(`size=${SMALL}`);
if (!mounted) console.warn('skipped: a full disk needs the right to mount a tmpfs');
afterAll(() => {
  if (mounted) spawnSync('umount', ['-l', DISK]);
});

function mount(options: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', DISK]).status === 0;
}

describe.runIf(mounted)('a full disk', () => {
  test('every delivery is refused until there is room, and none of them is lost or kept twice', async () => {
    const options = { data: join(DISK, '..') };
    let server = await startServer(options);
    let api = apiOf(server);
    const token = await api.addCluster('prod');
    const bodies = Array.from({ length: 60 }, () =>
      eventList(Array.from({ length: 400 }, () => auditEvent({ userAgent: 'x'.repeat(300) }))),
    );
    const post = (body: string) => api.deliver('prod', token, body);
    const first = await statuses(bodies, post);
    expect(first[0]).toBe(200);
    expect(first.at(-1)).toBe(503);
    const refused = await post(bodies.at(-1) as string);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await refused.json()).toMatchObject({ code: expect.stringMatching(/JOURNAL_WRITE|PUSH_BACK/) });
    expect((await api.request('/healthz')).status).toBe(200);
    expect((await api.request('/readyz')).status).toBe(503);
    // What is there can still be asked for.
    expect((await api.request('/api/v1/events?limit=1')).status).toBe(200);

    expect(mount(`remount,size=${LARGER}`)).toBe(true);
    expect(await statuses(bodies, post)).toEqual(bodies.map(() => 200));
    expect((await api.request('/readyz')).status).toBe(200);
    await api.loaded();
    expect(await api.count()).toBe(bodies.length * 400);

    await server.end('SIGKILL');
    server = await startServer(options);
    api = apiOf(server);
    expect(await statuses(bodies, post)).toEqual(bodies.map(() => 200));
    await api.loaded();
    expect(await api.count()).toBe(bodies.length * 400);
    expect(await server.end()).toEqual({ code: 0, signal: null });
  });
});

/** Delivers one after another. */
async function statuses(bodies: readonly string[], post: (body: string) => Promise<Response>): Promise<number[]> {
  const answered: number[] = [];
  for (const body of bodies) answered.push((await post(body)).status);
  return answered;
}
