import { expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';

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
