import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/store/engine.ts';
import type { StoreLimits } from '../../src/store/retention/limits.ts';
import type { Retained } from '../../src/store/retention/retain.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { encodeRecords } from '../support/encode.ts';
import { until } from '../support/until.ts';
import { record } from './contract.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-03-02T00:00:00Z');
const nowMicros = (START + 30 * DAY) * 1000;
/** Events a day of each cluster. */
const A_DAY = 200;
const CLUSTERS = ['prod', 'dev'] as const;

/** Thirty days of two clusters, received at even steps, in the order of the journal; they say that they are of one hour. */
function* records() {
  let seq = 0;
  for (let day = 0; day < 30; day++) {
    for (let i = 0; i < A_DAY; i++) {
      for (const cluster of CLUSTERS) {
        const receivedAt = `${new Date(START + day * DAY + (i * DAY) / A_DAY).toISOString().slice(0, -1)}000Z`;
        const auditID = `${`${++seq}`.padStart(8, '0')}-0000-4000-8000-00000000000a`;
        const raw = `{"level":"Metadata","auditID":"${auditID}","stage":"ResponseComplete","requestURI":"/x","verb":"get","user":{"username":"user-${seq % 7}"},"requestReceivedTimestamp":"2020-01-01T00:00:00.000001Z"}`;
        yield record(seq, raw, { cluster, receivedAt });
      }
    }
  }
}

/** What every engine removes, and what it keeps. */
export function retentionContract(name: string, open: () => Promise<Engine>): void {
  describe(`retention of ${name}`, () => {
    let engine: Engine;
    let store: Store;
    beforeAll(async () => {
      engine = await open();
      store = await openStore(engine);
      const all = [...records()];
      for (let i = 0; i < all.length; i += 2_000) await store.load(encodeRecords(all.slice(i, i + 2_000)));
    });
    afterAll(() => store.close());

    async function counts(): Promise<Record<string, number>> {
      const everything = { where: { sql: '1', params: {} } };
      const top = await store.top(everything, { sql: 'cluster', params: {} }, { limit: 9, stages: 'all' });
      return Object.fromEntries(top.map(({ value, count }) => [value, count]));
    }

    async function onDisk(): Promise<{ rows: number; bytes: number }> {
      const [row] = await engine.query(
        `SELECT sum(rows), sum(bytes_on_disk) FROM system.parts
         WHERE database = currentDatabase() AND table = 'events' AND active`,
      );
      return { rows: Number(row?.[0]), bytes: Number(row?.[1]) };
    }

    async function retain(limits: StoreLimits): Promise<Retained> {
      return until('the engine is at rest', async () => {
        const retained = await store.retain(limits, nowMicros);
        return !retained.busy && retained;
      });
    }

    test('without limits, and where nothing is older, everything stays', async () => {
      const all = { prod: 30 * A_DAY, dev: 30 * A_DAY };
      expect(await retain({ clusters: {} })).toMatchObject({ rows: 0 });
      expect(await retain({ timeMs: 31 * DAY, bytes: 1e12, clusters: { none: { timeMs: 1 } } })).toMatchObject({
        rows: 0,
      });
      expect(await counts()).toEqual(all);
      expect([...(await store.floors())]).toEqual([]);
    });

    test('what was received longer ago goes, by cluster, and is counted once', async () => {
      const limits = { timeMs: 20 * DAY, clusters: { dev: { timeMs: 10 * DAY } } };
      const { rows, floors } = await retain(limits);
      expect(await counts()).toEqual({ prod: 20 * A_DAY, dev: 10 * A_DAY });
      expect(rows).toBe(30 * A_DAY);
      expect(Object.fromEntries(floors)).toEqual({
        prod: (START + 10 * DAY) * 1000,
        dev: (START + 20 * DAY) * 1000,
      });
      expect(await store.floors()).toEqual(floors);
      expect(await retain(limits)).toMatchObject({ rows: 0 });
      // A search by an index does not find it either.
      const found = { where: { sql: 'audit_id = {id:UUID}', params: { id: '00000001-0000-4000-8000-00000000000a' } } };
      expect((await store.page(found, { limit: 1, order: 'asc' })).records).toEqual([]);
    });

    test('the disk gets back what removed rows took', async () => {
      await until('removed rows are gone', async () => {
        await retain({ clusters: {} });
        const { rows } = await onDisk();
        return rows <= (30 * A_DAY) / 0.75;
      });
      expect(await counts()).toEqual({ prod: 20 * A_DAY, dev: 10 * A_DAY });
    });

    test('a longer time does not bring anything back, nor raises what was noted', async () => {
      const before = await store.floors();
      expect(await retain({ timeMs: 29 * DAY, clusters: {} })).toMatchObject({ rows: 0 });
      expect(await store.floors()).toEqual(before);
    });

    test('the oldest of a cluster goes where it takes more than its bytes, and of all where all take more', async () => {
      const { bytes, rows } = await onDisk();
      const aRow = bytes / rows;
      await retain({ clusters: { prod: { bytes: Math.floor(10 * A_DAY * aRow) } } });
      const own = await counts();
      expect(own.dev).toBe(10 * A_DAY);
      expect(own.prod).toBeGreaterThan(7 * A_DAY);
      expect(own.prod).toBeLessThan(11 * A_DAY);
      // What is on the disk of removed rows is not counted against what is left.
      const { rows: again } = await retain({ clusters: { prod: { bytes: Math.floor(10 * A_DAY * aRow) } } });
      expect(again).toBeLessThan(A_DAY);

      const common = Math.floor(4 * A_DAY * aRow);
      await until('it fits', async () => (await retain({ bytes: common, clusters: {} })).rows === 0);
      const left = await counts();
      // Small parts take more for a row than large ones, so less than that number fits.
      expect((left.prod ?? 0) + (left.dev ?? 0)).toBeGreaterThan(A_DAY / 2);
      expect((left.prod ?? 0) + (left.dev ?? 0)).toBeLessThan(5 * A_DAY);
      const newest = await store.page(
        { where: { sql: `seq > ${60 * A_DAY - 10}`, params: {} } },
        { limit: 99, order: 'asc' },
      );
      expect(newest.records).toHaveLength(10);
    });

    test('all may go', async () => {
      const { rows } = await retain({ timeMs: 1, clusters: {} });
      expect(rows).toBeGreaterThan(0);
      expect(await counts()).toEqual({});
      await until('nothing is on the disk', async () => {
        await retain({ timeMs: 1, clusters: {} });
        return (await onDisk()).rows === 0;
      });
    });
  });
}
