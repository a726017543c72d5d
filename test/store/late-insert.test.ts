import { afterAll, describe, expect, test } from 'vitest';
import { openClickHouse } from '../../src/store/clickhouse.ts';
import { openStore } from '../../src/store/store.ts';
import { canServeClickHouse, startClickHouse } from '../support/clickhouse-server.ts';
import { encodeRecords } from '../support/encode.ts';
import { type HeldBack, startLateProxy } from '../support/late-proxy.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { record } from './contract.ts';

/** An insert that its sender has given up, and that the server gets all the same. */
describe.runIf(canServeClickHouse())('an insert that arrives late', async () => {
  const server = await startClickHouse(await temporaryDirectory());
  const proxy = await startLateProxy(server.url);
  afterAll(async () => {
    await proxy.close();
    await server.kill();
  });

  const open = async (database: string) => {
    const engine = await openClickHouse({
      url: proxy.url,
      username: 'default',
      password: '',
      database,
      writer: 'late-journal',
    });
    const store = await openStore(engine);
    const rows = async () =>
      (await engine.query('SELECT seq FROM events ORDER BY seq', {}, { self: true })).map(([seq]) => Number(seq));
    return { store, rows };
  };
  const block = () => encodeRecords([1, 2, 3].map((seq) => record(seq, `{"kind":"Event","auditID":"a-${seq}"}`)));

  test.each<[HeldBack, string]>([
    ['all', 'this process'],
    ['all', 'its successor'],
    ['the end', 'this process'],
    ['the end', 'its successor'],
  ])('(%s of it) after %s loaded its rows again changes nothing', async (held, who) => {
    const database = `late_${held.length}_${who.length}`;
    let { store, rows } = await open(database);
    proxy.hold(() => held);
    await expect(store.load(block())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    proxy.hold(() => undefined);
    if (who === 'its successor') {
      await store.close();
      ({ store, rows } = await open(database));
    }
    expect(await store.highestLoaded('j', 0)).toBe(0);
    await store.load(block());
    const [late] = await proxy.deliver();
    expect(late?.status).not.toBe(200);
    if (held === 'all') expect(late?.text).toContain('came too late');
    expect(await rows()).toEqual([1, 2, 3]);
    // What is loaded from now on is loaded as before.
    await store.load(encodeRecords([record(4, '{"kind":"Event","auditID":"a-4"}')]));
    expect(await rows()).toEqual([1, 2, 3, 4]);
    await store.close();
  });

  test.each<HeldBack>(['all', 'the end'])('(%s of it) before its rows were looked for is found there', async (held) => {
    const { store, rows } = await open(`early_${held.length}`);
    proxy.hold(() => held);
    await expect(store.load(block())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    proxy.hold(() => undefined);
    expect(await proxy.deliver()).toMatchObject([{ status: 200 }]);
    expect([...(await store.loaded('j', 1, 3))].sort()).toEqual([1, 2, 3]);
    expect(await rows()).toEqual([1, 2, 3]);
    await store.close();
  });
});
