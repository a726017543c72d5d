import { expect, test } from 'vitest';
import type { SplitBucket, Store } from '../../src/store/store.ts';

const ALL = { sql: '1', params: {} };

/** What every store counts, over the events of the clusters blue and green in `contract.ts`. */
export function countsContract(store: () => Store): void {
  test('counts requests, or stages when asked', async () => {
    const selection = { where: ALL, clusters: ['blue', 'green'] };
    const value = { sql: 'user_username', params: {} };
    expect(await store().top(selection, value, { limit: 2, stages: 'all' })).toEqual([
      { value: 'user-0', count: 67 },
      { value: 'user-1', count: 67 },
    ]);
    expect(
      (await store().top(selection, value, { limit: 9, stages: 'last' })).reduce((n, { count }) => n + count, 0),
    ).toBe(100);
    const hour = { sql: 'toInt64(toHour(time))', params: {} };
    expect(await store().histogram(selection, hour, { limit: 100, stages: 'last' })).toEqual([
      { key: 0, count: 30 },
      { key: 1, count: 30 },
      { key: 2, count: 30 },
      { key: 3, count: 10 },
    ]);
  });

  test('counts several values at once, each as it would be alone', async () => {
    const selection = { where: ALL, clusters: ['blue', 'green'] };
    const user = { sql: 'user_username', params: {}, isList: false };
    const code = { sql: "if(response_code = 0, '', toString(response_code))", params: {}, isList: false };
    const list = { sql: '[{one:String}, toString(cluster)]', params: { one: 'x' }, isList: true };
    const grouped = {
      parts: [
        { where: "cluster = 'blue'", groups: ['cluster'], value: "'both'" },
        { where: "cluster != 'blue'", groups: ['cluster'], value: "'both'" },
      ],
      params: {},
    };
    const options = { limit: 2, stages: 'all' } as const;
    expect(await store().facets(selection, [list, user, grouped, code], options)).toEqual({
      count: 200,
      facets: [
        {
          items: [
            { value: 'x', count: 200 },
            { value: 'blue', count: 100 },
          ],
          more: true,
        },
        {
          items: [
            { value: 'user-0', count: 67 },
            { value: 'user-1', count: 67 },
          ],
          more: true,
        },
        { items: [{ value: 'both', count: 200 }], more: false },
        { items: [], more: false },
      ],
    });
    expect(await store().facets(selection, [list], { ...options, stages: 'last' })).toMatchObject({ count: 100 });
    const nothing = { where: ALL, clusters: [] };
    expect(await store().facets(nothing, [user, code], options)).toEqual({
      count: 0,
      facets: [
        { items: [], more: false },
        { items: [], more: false },
      ],
    });
  });

  test('counts values that hold a text', async () => {
    const selection = { where: ALL, clusters: ['blue', 'green'] };
    const value = { sql: "concat(if(user_username = 'user-1', 'ABC', 'xabc'), user_username)", params: {} };
    const options = { limit: 9, stages: 'all', containing: 'abc' } as const;
    expect((await store().top(selection, value, options)).map((one) => one.value)).toEqual([
      'ABCuser-1',
      'xabcuser-0',
      'xabcuser-2',
    ]);
    expect(await store().top(selection, value, { ...options, containing: '%' })).toEqual([]);
  });

  test('counts over time by value', async () => {
    const selection = { where: ALL, clusters: ['blue'] };
    const hour = { sql: 'toInt64(toHour(time))', params: {} };
    const single = { sql: 'user_username', params: {} };
    const grouped = {
      parts: [{ where: 'true', groups: ['user_username'], value: 'toString(user_username)' }],
      params: {},
    };
    const none = await store().splitHistogram(selection, hour, { limit: 10, stages: 'all', value: single, among: [] });
    expect(none.map(({ count, values }) => [count, values.size])).toEqual([
      [60, 0],
      [40, 0],
    ]);
    for (const value of [single, grouped]) {
      const split = await store().splitHistogram(selection, hour, {
        ...{ limit: 10, stages: 'all', value },
        among: ['user-1', 'user-2', 'nobody'],
      });
      expect(split.map(({ key, count, values }) => [key, count, Object.fromEntries(values)])).toEqual([
        [0, 60, { 'user-1': 20, 'user-2': 20 }],
        [1, 40, { 'user-1': 13, 'user-2': 13 }],
      ]);
    }
  });

  test('counts values and over time at once, each as it would be alone', async () => {
    const selection = { where: ALL, clusters: ['blue', 'green'] };
    const single = { sql: 'user_username', params: {}, isList: false };
    const many = { sql: 'toString(time)', params: {}, isList: false };
    const list = { sql: '[{one:String}, toString(cluster)]', params: { one: 'x' }, isList: true };
    const grouped = { parts: [{ where: 'true', groups: ['cluster'], value: 'toString(cluster)' }], params: {} };
    const keys = [
      { sql: 'toInt64(toHour(time))', params: {} },
      // Some are below 0, which the engine rounds up.
      { sql: 'toInt64(toHour(time)) - {back:Int64}', params: { back: '2' } },
      { sql: 'toInt64(toMinute(time)) - 30', params: {} },
      // A multiple of these is more than a number of JavaScript holds.
      { sql: 'toUnixTimestamp64Micro(time)', params: {} },
    ];
    const splits = [
      { value: { sql: 'user_username', params: {} }, among: ['user-2', 'nobody', "it's", 'user-1'] },
      { value: { sql: 'toString(cluster)', params: {} }, among: ['green', 'blue'] },
      { value: single, among: [] },
      { value: { sql: 'substring(user_username, {from:UInt8})', params: { from: 6 } }, among: [...'3210456'] },
    ];
    // The first of those at the moment of each event.
    const limit = 60;
    const answer = (buckets: readonly SplitBucket[] = []) =>
      buckets.map(({ key, count, values }) => [key, count, [...values]]);
    for (const values of [[single], [], [list, single, grouped, many], [list], [grouped]]) {
      for (const options of [{ limit: 1, stages: 'all' } as const, { limit: 9, stages: 'last' } as const]) {
        const alone = await store().facets(selection, values, options);
        expect(alone).not.toHaveProperty('buckets');
        for (const [at, key] of keys.entries()) {
          const split = splits[at];
          const { buckets, ...rest } = await store().facets(selection, values, {
            ...options,
            overTime: { key, split, limit },
          });
          expect(rest).toEqual(alone);
          const expected = { ...options, limit, value: single, among: [], ...split };
          expect(answer(buckets)).toEqual(answer(await store().splitHistogram(selection, key, expected)));
          const undivided = await store().facets(selection, values, { ...options, overTime: { key, limit } });
          expect(undivided.buckets?.map(({ key, count }) => ({ key, count }))).toEqual(
            await store().histogram(selection, key, { ...options, limit }),
          );
          expect(undivided.buckets?.length).toBeGreaterThan(1);
        }
      }
    }
    const none = { where: ALL, clusters: [] };
    const overTime = { key: keys[0] ?? ALL, split: splits[0], limit: 10 };
    for (const values of [[single], []]) {
      expect(await store().facets(none, values, { limit: 1, stages: 'all', overTime })).toMatchObject({
        count: 0,
        buckets: [],
      });
    }
  });

  test('tells when the first and the last happened', async () => {
    const at = (time: string) => Date.parse(time) * 1000 + 1;
    expect(await store().span({ where: ALL, clusters: ['blue', 'green'] }, { stages: 'all' })).toEqual({
      first: at('2026-04-01T00:00:00Z'),
      last: at('2026-04-01T03:19:00Z'),
    });
    expect(await store().span({ where: ALL, clusters: ['blue'] }, { stages: 'last' })).toEqual({
      first: at('2026-04-01T00:01:00Z'),
      last: at('2026-04-01T01:39:00Z'),
    });
    expect(await store().span({ where: ALL, clusters: [] }, { stages: 'all' })).toBeUndefined();
  });
}
