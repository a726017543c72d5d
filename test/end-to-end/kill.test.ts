import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { apiOf } from '../support/api.ts';
import { auditEvent, eventList } from '../support/events.ts';
import { expectExactlyOnce } from '../support/exactly-once.ts';
import { startLoad } from '../support/load.ts';
import { killAndRestart } from '../support/restarts.ts';
import { startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** What was acknowledged survives the death of the process, once. */

const CYCLES = process.env.VERBATIM_TEST_LONG ? 500 : 20;
/** A cycle takes less; a test that hangs should still end. */
const CYCLE_MS = 10_000;
/** Loading everything from the journal alone: thousands of events a cycle, on a machine that may be busy with other tests. */
const LOADING_MS = 30_000 + CYCLES * 1_000;

/** Four starts of a server. */
const RESTARTS = { timeout: 600_000 };

const folder = await temporaryDirectory();

test(`${CYCLES} kills under load`, { timeout: 60_000 + CYCLES * CYCLE_MS + 2 * LOADING_MS }, async () => {
  const options = { data: join(folder, 'load', 'data') };
  let server = await startServer(options);
  const token = await apiOf(server).addCluster('prod');
  const load = startLoad({ url: `${server.url}/ingest/kubernetes/prod`, token, seed: 'kill' });
  server = await killAndRestart(server, options, CYCLES);
  const dropped = await load.stop();
  const api = apiOf(server);
  await api.loaded(LOADING_MS);
  const stored = await expectExactlyOnce(api, 'prod', load.acknowledged);
  console.info(
    `${CYCLES} kills: ${load.acknowledged.length} events acknowledged, ${stored} stored, ${dropped} bodies dropped`,
  );
  expect(load.acknowledged.length).toBeGreaterThan(CYCLES);

  // The same again, from the journal alone.
  await server.end();
  await rm(join(options.data, 'store'), { recursive: true });
  server = await startServer(options);
  await apiOf(server).loaded(LOADING_MS);
  expect(await expectExactlyOnce(apiOf(server), 'prod', load.acknowledged)).toBe(stored);
  await server.end();
});

test('killed right after the answer: all is there, and the same delivery again is stored once', RESTARTS, async () => {
  const options = { data: join(folder, 'after', 'data') };
  let server = await startServer(options);
  const token = await apiOf(server).addCluster('prod');
  const bodies: string[] = [];
  for (let round = 1; round <= 3; round++) {
    const body = eventList([auditEvent(), auditEvent()]);
    bodies.push(body);
    expect((await apiOf(server).deliver('prod', token, body)).status).toBe(200);
    await server.end('SIGKILL');
    server = await startServer(options);
    const api = apiOf(server);
    for (const earlier of bodies) expect((await api.deliver('prod', token, earlier)).status).toBe(200);
    await api.loaded();
    expect(await api.count({ cluster: 'prod' })).toBe(2 * round);
  }
  await server.end();
});
