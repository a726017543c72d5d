import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/store/engine.ts';
import { writeFloors } from '../../src/store/retention/floors.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { encodeRecords } from '../support/encode.ts';
import { record } from './contract.ts';

/** An event of somebody; `user` as the platform writes it. */
function act(second: number, user: object, more: object = {}): string {
  const time = `2026-03-01T03:12:${String(second).padStart(2, '0')}.000000Z`;
  const auditID = `00000000-0000-4000-8000-0000000000${String(second).padStart(2, '0')}`;
  const event = { level: 'Metadata', auditID, stage: 'ResponseComplete', requestURI: '/x', verb: 'get', user };
  return JSON.stringify({ ...event, responseStatus: { code: 200 }, requestReceivedTimestamp: time, ...more });
}

const EVENTS: readonly (readonly [cluster: string, raw: string])[] = [
  ['prod', act(1, { username: 'alice', uid: 'id-1' })],
  ['prod', act(5, { username: 'alice', uid: 'id-1' })],
  ['test', act(2, { username: 'alice', uid: 'id-2' })],
  ['prod', act(3, { username: 'id-1', uid: 'id-1' })],
  ['prod', act(4, { username: 'system:node:a', uid: 'id-3' })],
  ['prod', act(6, { username: 'root', uid: 'id-4' }, { impersonatedUser: { username: 'bob', uid: 'id-5' } })],
  ['prod', act(7, { username: 'eve', uid: 'id-6' }, { responseStatus: { code: 401 } })],
];
const SEEN = [
  ['prod', 'id-1', 'alice', '2026-03-01T03:12:01.000000Z', '2026-03-01T03:12:05.000000Z'],
  ['test', 'id-2', 'alice', '2026-03-01T03:12:02.000000Z', '2026-03-01T03:12:02.000000Z'],
];
const MANY = 100;

/** What every engine learns of who is who, and forgets. */
export function linksContract(name: string, open: () => Promise<Engine>): void {
  describe(`links of ${name}`, () => {
    let engine: Engine;
    let store: Store;
    const rows = EVENTS.map(([cluster, raw], i) => record(i + 1, raw, { cluster }));
    const links = async (limit = MANY) =>
      (await store.links(limit)).map(({ cluster, id, name, first, last }) => [cluster, id, name, first, last]);

    beforeAll(async () => {
      engine = await open();
      store = await openStore(engine);
      for (const row of rows) await store.load(encodeRecords([row]));
    });
    afterAll(() => store.close());

    test('are of who authenticated and was let in, by cluster', async () => {
      expect(await links()).toEqual(SEEN);
    });

    test('are the same when events are loaded again', async () => {
      await store.load(encodeRecords(rows));
      expect(await links()).toEqual(SEEN);
    });

    test('are learned from the events of a store that did not learn yet', async () => {
      for (const statement of ['DROP TABLE actor_links_seen', 'DROP TABLE actor_links'])
        await engine.command(statement);
      await engine.command(`ALTER TABLE migrations DELETE WHERE name = '0003-actor-links' SETTINGS mutations_sync = 1`);
      store = await openStore(engine);
      expect(await links()).toEqual(SEEN);
    });

    test('are those seen last, where there are too many', async () => {
      expect(await links(1)).toEqual(SEEN.slice(0, 1));
    });

    test('tell when somebody acted last', async () => {
      expect(await store.lastActs(['alice', 'id-1'])).toEqual([
        { actor: 'alice', cluster: 'prod', platform: 'kubernetes', last: '2026-03-01T03:12:05.000000Z' },
        { actor: 'alice', cluster: 'test', platform: 'kubernetes', last: '2026-03-01T03:12:02.000000Z' },
        { actor: 'id-1', cluster: 'prod', platform: 'kubernetes', last: '2026-03-01T03:12:03.000000Z' },
      ]);
    });

    test('go with the events that taught them, and where there are far too many', async () => {
      await store.trimLinks(MANY);
      expect(await links()).toEqual(SEEN);
      await writeFloors(engine, new Map([['test', Date.parse('2026-03-02T00:00:00Z') * 1000]]));
      await store.trimLinks(MANY);
      expect(await links()).toEqual(SEEN.slice(0, 1));
      const crowd = Array.from({ length: 9 }, (_, i) =>
        record(50 + i, act(20 + i, { username: `u${i}`, uid: `i${i}` })),
      );
      await store.load(encodeRecords(crowd));
      await store.trimLinks(2);
      expect((await links()).map(([, id]) => id)).toEqual(['i1', 'i2', 'i3', 'i4', 'i5', 'i6', 'i7', 'i8']);
    });
  });
}
