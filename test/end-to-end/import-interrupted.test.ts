import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { spawnProgram } from '../support/child.ts';
import { environmentOf, runCli } from '../support/cli.ts';
import { auditEvent } from '../support/events.ts';
import { type Server, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** An import has several deliveries under way. Whoever dies in the middle of them, a repetition completes it: nothing is there twice. */

/** Many deliveries, and many times the window: what came first is only in the store when it comes again. */
const EVENTS = 30_000;
const WINDOW = 5_000;
const ROUNDS = process.env.VERBATIM_TEST_LONG ? 30 : 2;
const ROUND_MS = 30_000;

const folder = await temporaryDirectory();
const file = join(folder, 'audit.log');
const START = Date.parse('2026-03-01T00:00:00Z');
const lines = Array.from({ length: EVENTS }, (_, n) => {
  const time = `${new Date(START + n * 10).toISOString().slice(0, -1)}000Z`;
  return JSON.stringify(auditEvent({ requestReceivedTimestamp: time, stageTimestamp: time }));
});
await writeFile(file, `${lines.join('\n')}\n`);

const digests = (all: readonly string[]) => all.map((line) => createHash('sha256').update(line).digest('hex')).sort();

async function stored(api: Api): Promise<string[]> {
  await api.loaded();
  return digests((await api.raw({ cluster: 'prod' })).toString().split('\n').filter(Boolean));
}

/** Begins an import, and resolves with it when a part of the file is stored. */
async function begin(server: Server, api: Api) {
  const before = await api.count({ cluster: 'prod' });
  const child = await spawnProgram(['import', file, '--cluster', 'prod'], environmentOf(server));
  child.process.stdout.resume();
  child.process.stderr.resume();
  let ended = false;
  void child.exited.then(() => {
    ended = true;
  });
  await until('a part is stored', async () => ended || (await api.count({ cluster: 'prod' })) > before, ROUND_MS);
  await sleep(Math.random() * 300);
  return child;
}

test.each(['the client', 'the server'])('%s is killed', { timeout: 60_000 + ROUNDS * ROUND_MS }, async (who) => {
  const options = { data: join(folder, who.replace(' ', '-'), 'data'), config: { dedupe: { window: WINDOW } } };
  let server = await startServer(options);
  await apiOf(server).addCluster('prod');
  const all = new Set(digests(lines));
  for (let round = 0; round < ROUNDS; round++) {
    const api = apiOf(server);
    const child = await begin(server, api);
    if (who === 'the server') {
      await server.end('SIGKILL');
      server = await startServer(options);
    }
    child.process.kill('SIGKILL');
    await child.exited;
    const there = await stored(apiOf(server));
    console.info(`${who}, round ${round}: ${there.length} of ${EVENTS} events stored`);
    expect(there.length).toBe(new Set(there).size);
    expect(there.every((digest) => all.has(digest))).toBe(true);
    if (there.length === EVENTS) break;
  }
  const repeated = await runCli(server, ['import', file, '--cluster', 'prod']);
  expect(repeated).toMatchObject({ code: 0 });
  expect(await stored(apiOf(server))).toEqual(digests(lines));
  // What was read in parts comes back as one file.
  const shown = await runCli(server, ['node-logs', 'show', '', '--path', 'kube-apiserver/audit.log']);
  expect(shown.stdout.toString() === `${lines.join('\n')}\n`).toBe(true);
  await server.end();
});
