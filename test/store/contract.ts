import { hash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decode } from '../../src/decode/decode.ts';
import type { Reading } from '../../src/decode/reading.ts';
import { NO_STRUCTURE } from '../../src/decode/received.ts';
import { ENVELOPE } from '../../src/decode/testing/envelope.ts';
import type { Engine } from '../../src/store/engine.ts';
import { PAGE_BYTES } from '../../src/store/page.ts';
import { rowOf, type StoredRecord } from '../../src/store/row.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { encodeRecords } from '../support/encode.ts';
import { countsContract } from './counts-contract.ts';
import { objectsContract } from './objects-contract.ts';
import { head, inGoOrder, TRAPS } from './traps.ts';

const ALL = { sql: '1', params: {} };
const everything = { where: ALL };

/** A record of a received event, read as a Kubernetes event. */
export function record(seq: number, raw: string | Uint8Array, envelope: Partial<StoredRecord> = {}): StoredRecord {
  const bytes = Buffer.from(raw as string);
  const reading: Reading = decode(bytes, NO_STRUCTURE, ENVELOPE);
  const { event = {}, quarantine } = reading;
  const { native, json } = reading.event ? reading : {};
  return {
    id: `j-${seq}`,
    journal: 'j',
    seq,
    cluster: 'prod',
    platform: 'kubernetes',
    component: 'kube-apiserver',
    node: '',
    source: 'test',
    receivedAt: '2026-03-01T00:00:00.000000Z',
    raw: bytes,
    event,
    ...(quarantine ? { quarantine } : {}),
    ...(native ? { native } : {}),
    ...(json ? { json } : {}),
    ...envelope,
  };
}

/** What every store does, whatever engine it is on. */
export function storeContract(name: string, open: () => Promise<Engine>): void {
  describe(name, () => {
    let engine: Engine;
    let store: Store;
    const records = [
      ...TRAPS.map(([, raw], i) => record(i + 1, raw)),
      ...Array.from({ length: 200 }, (_, i) =>
        record(
          1001 + i,
          `{"level":"Metadata","auditID":"${`${i}`.padStart(8, '0')}-0000-4000-8000-00000000000a","stage":"${i % 2 ? 'ResponseComplete' : 'ResponseStarted'}","requestURI":"/x","verb":"watch","user":{"username":"user-${i % 3}"},"requestReceivedTimestamp":"2026-04-01T0${Math.floor(i / 60)}:${`${i % 60}`.padStart(2, '0')}:00.000001Z"}`,
          { journal: 'k', cluster: i < 100 ? 'blue' : 'green' },
        ),
      ),
    ];

    beforeAll(async () => {
      engine = await open();
      store = await openStore(engine);
      await store.load(encodeRecords(records));
    });
    afterAll(() => store.close());

    test('a question that its asker abandons is stopped', async () => {
      const leaving = new AbortController();
      const endless = 'SELECT sum(cityHash64(number)) FROM numbers(1000000000000)';
      const asked = engine.query(endless, {}, { signal: leaving.signal });
      asked.catch(() => {});
      const running = `SELECT count() FROM system.processes WHERE query LIKE '%cityHash64%' AND query NOT LIKE '%LIKE%'`;
      const count = async () => Number((await engine.query(running, {}, { self: true }))[0]?.[0]);
      await expect.poll(count, { timeout: 20_000 }).toBe(1);
      leaving.abort();
      await expect(asked).rejects.toMatchObject({ code: 'BUSY' });
      await expect.poll(count, { timeout: 20_000 }).toBe(0);
    });

    test.each(TRAPS.map(([what, raw], i) => [what, i + 1, Buffer.from(raw as string)] as const))(
      'gives back byte for byte %s',
      async (_what, seq, raw) => {
        const found = (await store.byId('j', seq))?.raw;
        // Bytes are compared as bytes: element by element takes minutes for the longest.
        expect(found?.equals(raw), found?.subarray(0, 1000).toString()).toBe(true);
      },
    );

    test('gives the event as JSON on one line, with its numbers as they were', async () => {
      expect((await store.byId('j', 1))?.eventJson).toBe(inGoOrder);
      expect((await store.byId('j', 3))?.eventJson).toContain('"n":12345678901234567890,"f":1.0');
      expect((await store.byId('j', 5))?.eventJson).toBe(`{${head},"verb":"get"}`);
      expect(JSON.parse((await store.byId('j', 19))?.eventJson ?? '')).toMatchObject({
        timestamp: '2017-09-11T19:55:05Z',
        objectRef: { apiGroup: 'apps', apiVersion: 'v1beta1' },
      });
    });

    test('keeps what Kubernetes writes without keeping it twice', () => {
      expect(rowOf(record(1, inGoOrder))).toMatchObject({ layout: 'event', raw: undefined });
      expect(rowOf(record(1, TRAPS[1]?.[1] as string))).toMatchObject({ layout: 'item', raw: undefined });
    });

    test('gives the envelope, the actor, the outcome and the sentence', async () => {
      expect(await store.byId('j', 1)).toMatchObject({
        id: 'j-1',
        cluster: 'prod',
        component: 'kube-apiserver',
        receivedAt: '2026-03-01T00:00:00.000000Z',
        time: '2026-03-01T03:12:45.123456Z',
        actor: 'bob',
        outcome: 'denied',
        summary: 'bob (impersonated by alice) listed pods in a (denied) from 10.0.0.1 with kubectl',
      });
    });

    test('says why a record could not be read, and keeps it', async () => {
      const found = await store.byId('j', TRAPS.findIndex(([what]) => what === 'no JSON') + 1);
      expect(found).toMatchObject({ quarantine: { reason: 'invalid-json' }, eventJson: '{}' });
    });

    test('pages through everything once, in both orders', async () => {
      for (const order of ['asc', 'desc'] as const) {
        const seen: string[] = [];
        let after: { time: string; journal: string; seq: number } | undefined;
        for (;;) {
          const { records: page, next } = await store.page(everything, { limit: 7, order, after });
          seen.push(...page.map(({ id }) => id));
          after = next;
          if (!next) break;
          expect(page.length).toBeGreaterThan(0);
          expect(page.length).toBeLessThanOrEqual(7);
        }
        expect(seen).toHaveLength(records.length);
        expect(new Set(seen).size).toBe(records.length);
        const { records: times } = await store.page({ where: ALL, clusters: ['blue', 'green'] }, { limit: 500, order });
        expect(times).toHaveLength(200);
        const sorted = times.map(({ time }) => time).toSorted();
        expect(times.map(({ time }) => time)).toEqual(order === 'asc' ? sorted : sorted.toReversed());
      }
    });

    test('cuts a page where its records are large, and leaves none out', async () => {
      const sizes = Array.from({ length: 30 }, (_, i) => (i % 20 === 7 ? 20_000_000 : i % 3 === 0 ? 3_000_000 : 100));
      const large = sizes.map((size, i) =>
        record(
          i + 1,
          `{"level":"RequestResponse","auditID":"x","stage":"ResponseComplete","requestURI":"/x","verb":"get","user":{},"requestReceivedTimestamp":"2026-05-01T00:00:${`${i % 30}`.padStart(2, '0')}.000001Z","responseObject":{"data":"${'x'.repeat(size)}"}}`,
          { journal: 'large', cluster: 'large' },
        ),
      );
      for (let i = 0; i < large.length; i += 4) await store.load(encodeRecords(large.slice(i, i + 4)));
      const seen: number[] = [];
      let pages = 0;
      let after: Parameters<Store['page']>[1]['after'];
      do {
        const { records: page, next } = await store.page(
          { where: ALL, clusters: ['large'] },
          { limit: 1_000, order: 'desc', after },
        );
        const bytes = page.reduce((sum, { raw }) => sum + raw.length, 0);
        expect(page.length === 1 || bytes < PAGE_BYTES * 1.1).toBe(true);
        seen.push(...page.map(({ seq }) => seq));
        pages++;
        after = next;
      } while (after);
      expect(pages).toBeGreaterThan(3);
      expect(seen.toSorted((a, b) => a - b)).toEqual(large.map(({ seq }) => seq));
    });

    test.each([
      ['all called oddly', ['', "o'neil", 'a\\b', 'tab\tand\nline', 'ä€😀', '\ud800', '{x:String}', 'u'.repeat(5_000)]],
      ['one, whose name is too long to ask for', ['v'.repeat(20_000)]],
    ])('gives back the records of users: %s', async (cluster, users) => {
      const odd = users.map((user, i) =>
        record(
          i + 1,
          `{"level":"Metadata","auditID":"x","stage":"ResponseComplete","requestURI":"/x","verb":"get","user":{"username":${JSON.stringify(user)}},"requestReceivedTimestamp":"2026-06-01T00:0${i}:00.000001Z"}`,
          { journal: `odd${users.length}`, cluster },
        ),
      );
      await store.load(encodeRecords(odd));
      const { records: page } = await store.page({ where: ALL, clusters: [cluster] }, { limit: 100, order: 'asc' });
      expect(page.map(({ raw }) => raw.toString())).toEqual(odd.map(({ raw }) => Buffer.from(raw).toString()));
    });

    test('takes several blocks at once', async () => {
      const block = (seq: number) =>
        encodeRecords([
          record(seq, inGoOrder, { journal: 'many', cluster: 'many' }),
          record(seq + 1, '{', { journal: 'many', cluster: 'many' }),
        ]);
      await store.load(block(1), block(3), block(5));
      expect(await store.loaded('many', 1, 9)).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    });

    test('selects by time, by cluster and by a condition', async () => {
      const hour = { from: Date.parse('2026-04-01T01:00:00Z') * 1000, to: Date.parse('2026-04-01T02:00:00Z') * 1000 };
      const count = async (selection: Parameters<Store['page']>[0]) =>
        (await store.page(selection, { limit: 1000, order: 'asc' })).records.length;
      expect(await count({ where: ALL, ...hour })).toBe(60);
      expect(await count({ where: ALL, clusters: ['blue'] })).toBe(100);
      expect(await count({ where: ALL, clusters: [] })).toBe(0);
      expect(await count({ where: { sql: 'user_username = {u:String}', params: { u: 'user-1' } } })).toBe(67);
    });

    countsContract(() => store);
    objectsContract(() => store, record);

    test('counts by cluster', async () => {
      const clusters = await store.clusters({ where: ALL, clusters: ['blue', 'green'] }, {});
      expect(clusters).toMatchObject([{ cluster: 'blue', count: 100 }, { cluster: 'green' }]);
      for (const { first, last } of clusters) expect(first < last).toBe(true);
    });

    test('tells whether a stretch of time holds anything older', async () => {
      const all = { from: Date.parse('2026-04-01T00:00:00Z') * 1000, to: Date.parse('2026-04-02T00:00:00Z') * 1000 };
      const [found] = (await store.page({ where: ALL, clusters: ['blue'] }, { limit: 1, order: 'asc' })).records;
      const { journal, seq, time } = found as NonNullable<typeof found>;
      const at = Date.parse(time) * 1000;
      const instant = { from: at, to: at + 999 };
      expect(await store.holdsOlder('blue', { journal, seq: 1 }, all)).toBe(false);
      expect(await store.holdsOlder('blue', { journal, seq: seq + 1 }, instant)).toBe(true);
      expect(await store.holdsOlder('blue', { journal: 'other', seq: 1 }, instant)).toBe(true);
      expect(await store.holdsOlder('blue', { journal, seq: seq + 1 }, { from: 0, to: 1 })).toBe(false);
      expect(await store.holdsOlder('nobody', { journal: 'other', seq: 1 }, all)).toBe(false);
    });

    test('tells what is loaded', async () => {
      expect(await store.highestLoaded('k', 0)).toBe(1200);
      expect(await store.highestLoaded('k', 1200)).toBe(1200);
      expect(await store.highestLoaded('k', 1201)).toBe(0);
      expect(await store.highestLoaded('none', 0)).toBe(0);
      expect([...(await store.loaded('k', 990, 1003))].sort()).toEqual([1001, 1002, 1003]);
    });

    test('says what was wrong with a statement, not with its values', async () => {
      const bad = store.page(
        { where: { sql: 'nothing_here = {secret:String}', params: { secret: 'hunter2' } } },
        { limit: 1, order: 'asc' },
      );
      await expect(bad).rejects.toMatchObject({
        code: 'STORE_QUERY',
        message: expect.stringContaining('nothing_here'),
      });
      await expect(bad).rejects.not.toMatchObject({ message: expect.stringContaining('hunter2') });
    });

    test('finds received bytes by their hash, of a time and of none', async () => {
      const dated =
        "[2026-03-01T03:12:45.123Z] uaa - 1 [t] .... INFO --- Audit: UserNotFound ('x'): principal=x, origin=[]";
      const texts = [dated, 'no event'];
      const hashes = texts.map((text) => hash('sha256', text, 'hex'));
      await store.load(encodeRecords(texts.map((text, i) => record(i + 1, text, { journal: 'h', cluster: 'h' }))));
      const at = Date.parse('2026-03-01T03:12:45.123Z') * 1000;
      expect(await store.storedHashes('h', hashes, { from: at, to: at })).toEqual([hashes[0]]);
      expect(await store.storedHashes('h', hashes, { from: at + 1, to: at + 9 })).toEqual([]);
      expect(await store.storedHashes('h', hashes)).toEqual([hashes[1]]);
      expect(await store.storedHashes('other', hashes)).toEqual([]);
    });
  });
}
