import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseMicros } from '../../src/event/time.ts';
import { DEED, readDeed } from '../../src/query/deed-value.ts';
import { tableMapping } from '../../src/query/table-mapping.ts';
import { topValues, unfolded } from '../../src/query/top-value.ts';
import type { Engine } from '../../src/store/engine.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { encodeRecords } from '../support/encode.ts';
import { record } from './contract.ts';

const ALL = { sql: 'true', params: {} };
const OPTIONS = { limit: 10, stages: 'last' } as const;

type Act = readonly [minute: number, user: string, verb: string, code: number, ips: readonly string[], stage?: string];

/** In the order in which they are loaded, which is not that of time. */
const ACTS: readonly Act[] = [
  [30, 'carol', 'get', 200, ['10.0.0.1']],
  [10, 'alice', 'get', 200, ['10.0.0.1', '10.0.0.9']],
  [11, 'alice', 'delete', 403, ['10.0.0.1']],
  [31, 'alice', 'get', 500, ['10.0.0.2', '10.0.0.1']],
  [32, 'carol', 'get', 403, ['10.0.0.3']],
  [32, 'carol', 'get', 403, ['10.0.0.3'], 'RequestReceived'],
  [5, 'bob', 'get', 200, []],
  [33, 'bob', 'watch', 200, [], 'ResponseStarted'],
  [29, 'dave', 'list', 200, []],
];

const timeOf = (minute: number) => `2026-03-01T03:${`${minute}`.padStart(2, '0')}:00.000000Z`;
const micros = (minute: number) => parseMicros(timeOf(minute)) ?? 0;

function line([minute, username, verb, code, sourceIPs, stage = 'ResponseComplete']: Act, seq: number): string {
  const auditID = `00000000-0000-4000-8000-0000000000${`${seq}`.padStart(2, '0')}`;
  const event = { level: 'Metadata', auditID, stage, requestURI: '/x', verb, user: { username }, sourceIPs };
  const objectRef = { resource: 'pods', subresource: 'log', apiGroup: 'a"b' };
  return JSON.stringify({ ...event, objectRef, responseStatus: { code }, requestReceivedTimestamp: timeOf(minute) });
}

const value = (field: string) => unfolded(topValues(field, tableMapping));

/** What every engine answers of what an overview asks. */
export function overviewContract(name: string, open: () => Promise<Engine>): void {
  describe(`what an overview asks of ${name}`, () => {
    let store: Store;
    const now = { where: ALL, from: micros(30), to: micros(59) };

    beforeAll(async () => {
      store = await openStore(await open());
      for (const [i, act] of ACTS.entries()) await store.load(encodeRecords([record(i + 1, line(act, i + 1))]));
    });
    afterAll(() => store.close());

    test('groups have their outcomes and times', async () => {
      const groups = await store.groups({ where: ALL }, value('user.username'), { ...OPTIONS, limit: 2 });
      expect(groups).toEqual([
        { value: 'alice', count: 3, denied: 1, failed: 1, first: timeOf(10), last: timeOf(31) },
        { value: 'carol', count: 2, denied: 1, failed: 0, first: timeOf(30), last: timeOf(32) },
      ]);
    });

    test('groups of a list are of each of its values', async () => {
      const groups = await store.groups({ where: ALL }, value('sourceIPs'), OPTIONS);
      expect(groups.map((one) => [one.value, one.count])).toEqual([
        ['10.0.0.1', 4],
        ['10.0.0.2', 1],
        ['10.0.0.3', 1],
        ['10.0.0.9', 1],
      ]);
    });

    test('deeds are told apart by verb and kind of object', async () => {
      const groups = await store.groups(now, DEED, { ...OPTIONS, stages: 'all' });
      const pods = { resource: 'pods', subresource: 'log', apiGroup: 'a"b' };
      expect(groups.map((one) => [readDeed(one.value), one.count])).toEqual([
        [{ verb: 'get', ...pods }, 4],
        [{ verb: 'watch', ...pods }, 1],
      ]);
    });

    test.each<[string, string, number | undefined, string[]]>([
      ['a name that did not occur before', 'user.username', undefined, ['carol 2 j-1']],
      ['addresses, of lists too', 'sourceIPs', undefined, ['10.0.0.3 1 j-5', '10.0.0.2 1 j-4']],
      ['a verb that was there long ago, of late', 'verb', 20, ['get 3 j-1']],
    ])('new is %s', async (_what, field, since, expected) => {
      const options = { ...OPTIONS, ...(since === undefined ? {} : { since: micros(since) }) };
      const found = await store.firstSeen(now, value(field), options);
      expect(found.map((one) => `${one.value} ${one.count} ${one.id}`)).toEqual(expected);
    });

    test('new values come with their time, and no more than are asked for', async () => {
      const found = await store.firstSeen(now, value('sourceIPs'), { ...OPTIONS, limit: 1 });
      expect(found).toEqual([{ value: '10.0.0.3', count: 1, first: timeOf(32), id: 'j-5' }]);
      const everything = await store.firstSeen({ where: ALL }, value('verb'), OPTIONS);
      expect(everything.map((one) => one.value)).toEqual(['list', 'delete', 'get']);
    });

    const denied = { sql: 'outcome = {a1:String}', params: { a1: 'denied' }, columns: ['outcome'] };
    const gets = { sql: 'verb = {b1:String}', params: { b1: 'get' }, columns: ['verb'] };
    const far = { sql: 'has(source_ips, {c1:String})', params: { c1: '10.0.0.1' }, atLeast: "verb = 'get'" };
    const all = { sql: 'true', params: {} };

    test('conditions are counted each by itself, now and before', async () => {
      const counts = await store.countEach(now, [far, denied, all, gets], { stages: 'last', since: micros(5) });
      expect(counts).toEqual([
        { count: 2, before: 1 },
        { count: 1, before: 1 },
        { count: 3, before: 4 },
        { count: 3, before: 2 },
      ]);
    });

    test('without a time before, nothing is said of it', async () => {
      expect(await store.countEach({ where: ALL }, [gets, far], { stages: 'all' })).toEqual([
        { count: 6 },
        { count: 3 },
      ]);
      expect(await store.countEach(now, [], { stages: 'all' })).toEqual([]);
    });
  });
}
