import { readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { apiOf } from '../support/api.ts';
import { keptLines } from '../support/docker-engine/container-log.ts';
import { startEngine } from '../support/docker-engine/start.ts';
import { killAndRestart } from '../support/restarts.ts';
import { startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** Containers that write, a daemon and a server that are both killed meanwhile. */

const LONG = Boolean(process.env.VERBATIM_TEST_LONG);
const LINES = LONG ? 100_000 : 10_000;
const KILLS = LONG ? 40 : 5;
const LONGEST_LIFE_MS = 1_500;
const WAIT_MS = LONG ? 1_200_000 : 120_000;

const folder = await temporaryDirectory();

test(`2 × ${LINES} lines through ${KILLS} kills of each side, each exactly once`, { timeout: 3_600_000 }, async () => {
  const dir = join(folder, 'containers');
  const socket = join(folder, 'docker.sock');
  await mkdir(dir, { recursive: true });
  const engineOptions = { dir, socket, lines: LINES };
  const entry = { id: 'manager', cluster: 'prod', host: `unix://${socket}`, containers: ['web', 'term*'] };
  const options = { data: join(folder, 'data'), config: { sources: { 'docker-logs': [entry] } } };
  let engine = await startEngine(engineOptions);
  let server = await startServer(options);
  let isKilling = true;
  const killing = (async () => {
    for (let kills = 0; kills < KILLS || isKilling; kills++) {
      await sleep(Math.random() * LONGEST_LIFE_MS);
      await engine.kill();
      engine = await startEngine(engineOptions);
    }
  })();
  server = await killAndRestart(server, options, KILLS);
  isKilling = false;
  await killing;

  const logs = () => readdirSync(dir).filter((file) => file.endsWith('.log'));
  const written = () => logs().flatMap((file) => keptLines(join(dir, file)));
  await until('all is written', () => written().length >= 2 * LINES, WAIT_MS);
  const api = apiOf(server);
  await until('all is read', async () => (await api.count({ cluster: 'prod' })) >= 2 * LINES, WAIT_MS);
  await api.loaded(WAIT_MS);
  const kept = (await api.raw({ cluster: 'prod' })).toString().trimEnd().split('\n');
  expect(kept.length).toBe(2 * LINES);
  expect(kept.toSorted()).toEqual(written().toSorted());
  expect(await api.count({ cluster: 'prod', query: 'node: node-1 and component: web' })).toBe(LINES);
  const followsBoth = async () =>
    /^verbatim_docker_logs_followed\{source="manager"\} 2$/m.test(
      await (await apiOf(server).request('/metrics')).text(),
    );
  // The other side was killed a moment ago: it may not be asked again yet.
  await until('it follows both', followsBoth, WAIT_MS);

  // In good order this time; nothing comes twice.
  await server.end();
  server = await startServer(options);
  await until('it follows again', followsBoth);
  await sleep(LONGEST_LIFE_MS);
  await apiOf(server).loaded();
  expect(await apiOf(server).count({ cluster: 'prod' })).toBe(2 * LINES);
  expect((await server.end()).code).toBe(0);
  await engine.kill();
});
