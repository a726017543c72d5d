import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Selection } from '../../store/select.ts';
import type { CountedCondition } from '../../store/store.ts';
import { testServer } from '../testing.ts';

const HOUR = 3_600_000_000;
/** The server's clock. */
const NOW = Date.parse('2026-03-02T00:00:00Z') * 1000;

let asked: { selection: Selection; conditions: readonly CountedCondition[]; since: number | undefined }[] = [];
const app = await testServer({
  countEach: async (selection, conditions, { since }) => {
    asked.push({ selection, conditions, since });
    return conditions.map((_, i) => ({ count: i + 1, ...(since === undefined ? {} : { before: i }) }));
  },
  firstSeen: async (_selection, _value, { limit }) =>
    Array.from({ length: limit }, (_, i) => ({
      value: `v${i}`,
      first: '2026-03-01T23:30:00.000000Z',
      count: 1,
      id: `j-${i}`,
    })),
  clusters: async () => [
    { cluster: 'a', count: 3, first: '2026-02-02T00:00:00.000000Z', last: '2026-03-01T00:00:00.000000Z' },
    { cluster: 'b', count: 4, first: '2026-02-01T00:00:00.000000Z', last: '2026-03-01T00:00:00.000000Z' },
  ],
});
afterAll(() => app.close());
beforeEach(() => {
  asked = [];
});

async function count(body: object) {
  const response = await app.inject({ method: 'POST', url: '/api/v1/counts', payload: body });
  return { status: response.statusCode, body: response.json() };
}

const queries = [
  { name: 'gets', query: 'verb: get' },
  { name: 'bodies', query: 'verb: create and requestObject.spec.replicas > 3' },
  { name: 'texts', query: 'password' },
];

describe('counts', () => {
  test('are of the span and of the one before', async () => {
    const { body } = await count({ queries, from: 'now-1h' });
    expect(body).toEqual({
      before: { from: '2026-03-01T22:00:00.000000Z', to: '2026-03-01T23:00:00.000000Z' },
      counts: [
        { name: 'gets', count: 1, before: 0 },
        { name: 'bodies', count: 2, before: 1 },
        { name: 'texts', count: 3, before: 2 },
      ],
    });
    expect(asked).toMatchObject([{ since: NOW - 2 * HOUR, selection: { from: NOW - HOUR } }]);
  });

  test('are of all times where none is given, without any before', async () => {
    const { body } = await count({ queries: queries.slice(0, 1) });
    expect(body).toEqual({ counts: [{ name: 'gets', count: 1 }] });
  });

  test('are asked for in the cheapest way, under parameters of their own', async () => {
    await count({ queries });
    const [{ conditions } = { conditions: [] }] = asked;
    expect(conditions.map(({ columns, atLeast }) => [columns, atLeast !== undefined])).toEqual([
      [['verb'], false],
      [undefined, true],
      [undefined, false],
    ]);
    const names = conditions.flatMap(({ params }) => Object.keys(params));
    expect(new Set(names).size).toBe(names.length);
  });

  test.each([
    ['which query cannot be read', { queries: [...queries, { name: 'x', query: 'verb:' }] }, 'QUERY_SYNTAX', /Query 4/],
    ['that they are too long', { queries: [{ name: 'x', query: 'a'.repeat(32_769) }] }, 'QUERY_TOO_LARGE', /32768/],
    ['that there is none', { queries: [] }, 'REQUEST_INVALID', /queries/],
    ['that a time cannot be read', { queries, from: 'then' }, 'TIME_INVALID', /then/],
  ])('say %s', async (_what, body, code, detail) => {
    expect(await count(body)).toMatchObject({ status: 400, body: { code, detail: expect.stringMatching(detail) } });
    expect(asked).toEqual([]);
  });
});

describe('what is new', () => {
  const get = async (query: string) => (await app.inject(`/api/v1/first-seen?${query}`)).json();

  test('comes with what it is compared with, and says whether there is more', async () => {
    const { items, more, known } = await get('field=actor&from=now-1h&limit=2');
    expect(items.map(({ value }: { value: string }) => value)).toEqual(['v0', 'v1']);
    expect([more, known]).toEqual([true, { events: 7, since: '2026-02-01T00:00:00.000000Z' }]);
  });

  test.each([
    ['field=actor', 'REQUEST_INVALID'],
    ['field=nothing&from=now-1h', 'QUERY_FIELD'],
  ])('%s is refused', async (query, code) => expect(await get(query)).toMatchObject({ code }));
});

test('sensitive actions are told with their queries', async () => {
  const { actions } = (await app.inject('/api/v1/sensitive-actions')).json();
  expect(actions.length).toBeGreaterThan(10);
  expect((await count({ queries: actions })).status).toBe(400);
  const named = actions.map(({ name, query }: { name: string; query: string }) => ({ name, query }));
  expect((await count({ queries: named })).body.counts).toHaveLength(actions.length);
});
