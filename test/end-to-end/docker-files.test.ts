import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { apiOf } from '../support/api.ts';
import { ROOT } from '../support/built.ts';
import { createDockerEngine } from '../support/docker-engine/engine.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** The output of ucp-controller, by Docker's files and by its API: the same events. */

const PART_BYTES = 16 * 1024;
const LOOK_MS = 400;
const LINES_A_FILE = 4;

const folder = await temporaryDirectory();
const logs = join(folder, 'containers', '3c0ffee');
const file = join(logs, '3c0ffee-json.log');
await mkdir(logs, { recursive: true });
const engine = createDockerEngine({ dir: join(folder, 'engine') });
const socket = join(folder, 'docker.sock');
await engine.listen({ path: socket });
let server: Server | undefined;
afterAll(async () => {
  await server?.end('SIGKILL');
  await engine.kill();
});

const output = await readFile(join(ROOT, 'src/decode/mke/fixtures/ucp-controller.log'), 'utf8');
/** An event with a body that Docker splits. */
const LARGE = JSON.stringify({
  audit: {
    auditID: 'large',
    kind: 'docker-swarm',
    requestReceivedTimestamp: '2026-03-01T09:00:00.000000Z',
    requestURI: '/v1.41/configs/create',
    requestObject: { Name: 'web.conf', Data: 'eA=='.repeat(10_000) },
    sourceIPs: ['10.1.2.3:4711'],
    user: { username: '7a1d', extra: { username: ['alice'] } },
    verb: 'POST',
  },
  level: 'info',
  msg: 'audit',
  time: '2026-03-01T09:00:00Z',
});
const lines = [...output.trim().split('\n'), LARGE];

/** As the driver `json-file` writes it. */
function wrapped(line: string): string {
  const parts = `${line}\n`.match(new RegExp(`[^]{1,${PART_BYTES}}`, 'g')) ?? [];
  return parts.map((log) => `${JSON.stringify({ log, stream: 'stderr', time: '2026-03-01T09:00:00.5Z' })}\n`).join('');
}

/** As the driver rotates with `max-file=9`. */
async function rotate(): Promise<void> {
  for (let n = 7; n >= 1; n--) await rename(`${file}.${n}`, `${file}.${n + 1}`).catch(() => {});
  await rename(file, `${file}.1`);
  await writeFile(file, '');
}

test('each event once, by file and by API; the person, the verb and the object are found', async () => {
  const sources = {
    file: [{ id: 'files', cluster: 'by-file', paths: [join(folder, 'containers', '*', '*-json.log*')] }],
    'docker-logs': [{ id: 'manager', cluster: 'by-api', host: `unix://${socket}` }],
  };
  server = await startServer({ data: join(folder, 'data'), config: { sources } });
  const api = apiOf(server);
  const log = engine.log(engine.create('ucp-controller'));
  for (const [n, line] of lines.entries()) {
    const text = wrapped(line);
    // A part first: whoever reads now must wait for the rest.
    await appendFile(file, text.slice(0, text.length / 2));
    await sleep(LOOK_MS / 2);
    await appendFile(file, text.slice(text.length / 2));
    log.write('stderr', `${line}\n`, BigInt(Date.now()) * 1_000_000n);
    await sleep(LOOK_MS);
    if (n % LINES_A_FILE === LINES_A_FILE - 1) await rotate();
  }
  const audits = lines.filter((line) => line.includes('"audit"')).length;
  for (const cluster of ['by-file', 'by-api']) {
    await until(`all of ${cluster}`, async () => (await api.count({ cluster })) >= audits);
    await api.loaded();
    expect(await api.count({ cluster, query: 'not quarantine: *' })).toBe(audits);
    expect(await api.count({ cluster, query: 'quarantine: *' })).toBe(0);
    const [large] = await api.items({
      cluster,
      query: 'actor: alice and verb: create and objectRef.resource: configs',
    });
    expect(large).toMatchObject({ platform: 'mke', component: 'ucp-controller', event: { auditID: 'large' } });
  }
  const raw = (await api.raw({ cluster: 'by-api' })).toString();
  expect(raw.split('\n')).toContain(LARGE);
  expect(await api.count({ cluster: 'by-api', query: 'node: node-1' })).toBe(audits);

  // A daemon that is away is told, and keeps nobody from sending.
  const status = async (query: string) => (await fetch(`${server?.url}/readyz${query}`)).status;
  expect(await status('?part=docker-logs')).toBe(200);
  await engine.kill();
  await until('it is told', async () => (await status('?part=docker-logs')) === 503);
  expect(await status('')).toBe(200);
  const { parts } = (await (await fetch(`${server?.url}/readyz`)).json()) as { parts: { part: string }[] };
  expect(parts.find(({ part }) => part === 'docker-logs')).toEqual({
    part: 'docker-logs',
    ready: false,
    reason: '1 of 1 Docker daemons cannot be asked; the log says why.',
  });
  await engine.listen({ path: socket });
  await until('it answers again', async () => (await status('?part=docker-logs')) === 200);
  await server.end();
});
