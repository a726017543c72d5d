import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { apiOf } from '../support/api.ts';
import { type ClickHouseServer, canServeClickHouse, startClickHouse } from '../support/clickhouse-server.ts';
import { auditEvent, eventList } from '../support/events.ts';
import { expectExactlyOnce } from '../support/exactly-once.ts';
import { type HeldBack, startLateProxy } from '../support/late-proxy.ts';
import { startLoad } from '../support/load.ts';
import { killAndRestart } from '../support/restarts.ts';
import { type ServerOptions, startServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

/** The store on a server of its own, which may die apart from this process. */

const CYCLES = process.env.VERBATIM_TEST_LONG ? 50 : 5;
const CYCLE_MS = 20_000;
const LONGEST_LIFE_MS = 2_000;
/** Half of the time there was no store; what came then is loaded after the last cycle. */
const LOADING_MS = 30_000 + CYCLES * 2_000;
const TIMEOUT = { timeout: 60_000 + CYCLES * CYCLE_MS + LOADING_MS };

const folder = await temporaryDirectory();

/** What a test that failed did not end. */
const running: ClickHouseServer[] = [];
afterAll(() => Promise.all(running.map((clickHouse) => clickHouse.kill())));

async function start(directory: string, port?: number): Promise<ClickHouseServer> {
  const clickHouse = await startClickHouse(directory, port);
  running.push(clickHouse);
  return clickHouse;
}

function onServer(name: string, url: string): ServerOptions {
  const data = join(folder, name, 'data');
  return { data, config: { store: { url, database: name } } };
}

describe.runIf(canServeClickHouse())('with the store on a ClickHouse server', () => {
  test(`${CYCLES} kills of this process under load`, TIMEOUT, async () => {
    const clickHouse = await start(join(folder, 'clickhouse-1'));
    const options = onServer('killed', clickHouse.url);
    let server = await startServer(options);
    const token = await apiOf(server).addCluster('prod');
    const load = startLoad({ url: `${server.url}/ingest/kubernetes/prod`, token, seed: 'killed' });
    server = await killAndRestart(server, options, CYCLES);
    await load.stop();
    const api = apiOf(server);
    await api.loaded(LOADING_MS);
    expect(await expectExactlyOnce(api, 'prod', load.acknowledged)).toBeGreaterThan(CYCLES);
    await server.end();
    await clickHouse.kill();
  });

  test(`${CYCLES} kills of the ClickHouse server under load`, TIMEOUT, async () => {
    const directory = join(folder, 'clickhouse-2');
    let clickHouse = await start(directory);
    const port = Number(new URL(clickHouse.url).port);
    const server = await startServer(onServer('away', clickHouse.url));
    const api = apiOf(server);
    const token = await api.addCluster('prod');
    const other = await api.addCluster('other');
    const load = startLoad({ url: `${server.url}/ingest/kubernetes/prod`, token, seed: 'away' });
    for (let cycle = 1; cycle <= CYCLES; cycle++) {
      await sleep(Math.random() * LONGEST_LIFE_MS);
      await clickHouse.kill();
      const before = load.acknowledged.length;
      expect((await api.deliver('other', other, eventList([auditEvent()]))).status).toBe(200);
      expect((await api.request('/api/v1/events')).status).toBe(503);
      await sleep(Math.random() * LONGEST_LIFE_MS);
      await expect.poll(() => load.acknowledged.length, { timeout: CYCLE_MS }).toBeGreaterThan(before);
      clickHouse = await start(directory, port);
    }
    await load.stop();
    await api.loaded(LOADING_MS);
    await expectExactlyOnce(api, 'prod', load.acknowledged);
    expect(await api.count({ cluster: 'other' })).toBe(CYCLES);
    await server.end();
    await clickHouse.kill();
  });

  test(`${CYCLES} times inserts reach the ClickHouse server late, after kills too`, TIMEOUT, async () => {
    const clickHouse = await start(join(folder, 'clickhouse-late'));
    const proxy = await startLateProxy(clickHouse.url);
    const options = onServer('late', proxy.url);
    let server = await startServer(options);
    const listen = new URL(server.url).host;
    const token = await apiOf(server).addCluster('prod');
    const load = startLoad({ url: `${server.url}/ingest/kubernetes/prod`, token, seed: 'late' });
    let refused = 0;
    for (let cycle = 1; cycle <= CYCLES; cycle++) {
      const part: HeldBack = Math.random() < 0.5 ? 'all' : 'the end';
      proxy.hold(() => (proxy.held() < 3 ? part : undefined));
      await until('an insert is held', () => proxy.held() > 0);
      await sleep(Math.random() * LONGEST_LIFE_MS);
      if (cycle % 2 === 0) {
        await server.end('SIGKILL');
        server = await startServer({ ...options, listen });
      }
      proxy.hold(() => undefined);
      await sleep(Math.random() * LONGEST_LIFE_MS);
      refused += (await proxy.deliver()).filter(({ status }) => status !== 200).length;
    }
    await load.stop();
    const api = apiOf(server);
    await api.loaded(LOADING_MS);
    await expectExactlyOnce(api, 'prod', load.acknowledged);
    expect(refused).toBeGreaterThan(0);
    await server.end();
    await proxy.close();
    await clickHouse.kill();
  });

  test.each([
    ['goes on', false],
    ['is killed', true],
  ])('a ClickHouse server that hangs under load and then %s', TIMEOUT, async (how, killed) => {
    const directory = join(folder, `clickhouse-${how.length}`);
    let clickHouse = await start(directory);
    const server = await startServer(onServer(killed ? 'hung_killed' : 'hung', clickHouse.url));
    const api = apiOf(server);
    const token = await api.addCluster('prod');
    const load = startLoad({ url: `${server.url}/ingest/kubernetes/prod`, token, seed: 'hung' });
    for (let cycle = 1; cycle <= 2; cycle++) {
      await sleep(Math.random() * LONGEST_LIFE_MS);
      clickHouse.freeze();
      const before = load.acknowledged.length;
      await until('events are taken all the same', () => load.acknowledged.length > before + 500);
      expect((await api.request('/healthz')).status).toBe(200);
      if (killed) {
        await clickHouse.kill();
        clickHouse = await start(directory, Number(new URL(clickHouse.url).port));
      } else {
        clickHouse.thaw();
      }
    }
    await load.stop();
    await api.loaded(60_000);
    await expectExactlyOnce(api, 'prod', load.acknowledged);
    await server.end();
    await clickHouse.kill();
  });
});
