import { expect, test } from 'vitest';
import { parseMicros } from '../../event/time.ts';
import { histogramOf } from './histogram.ts';

const { signal } = new AbortController();
const at = (time: string) => parseMicros(time) as number;
const HOUR = 3_600_000_000;

type Answering = Parameters<typeof histogramOf>[0];
const answers = (more: Partial<Answering>): Answering => ({
  asked: {},
  histogram: async () => [{ key: at('2026-03-01T00:00:00Z'), count: 3 }],
  split: async () => [],
  span: async () => ({ first: at('2026-03-01T00:00:00Z'), last: at('2026-03-01T23:59:59.999999Z') }),
  ...more,
});

test('what was asked for is told with the counts', async () => {
  expect(await histogramOf(answers({ asked: { from: at('2026-03-01T00:00:00Z') } }), { by: '1h' }, signal)).toEqual({
    by: '1h',
    from: '2026-03-01T00:00:00.000000Z',
    buckets: [{ time: '2026-03-01T00:00:00Z', count: 3 }],
  });
});

test.each([
  ['what there is', {}, '30m', '2026-03-01T00:00:00.000000Z', '2026-03-02T00:00:00.000000Z'],
  [
    'what was asked for',
    { asked: { from: at('2026-03-01T00:00:00Z'), to: at('2026-03-01T00:00:00Z') + HOUR } },
    '1m',
    '2026-03-01T00:00:00.000000Z',
    '2026-03-01T01:00:00.000000Z',
  ],
  [
    'both',
    { asked: { from: at('2026-03-01T23:00:00Z') } },
    '1m',
    '2026-03-01T23:00:00.000000Z',
    '2026-03-02T00:00:00.000000Z',
  ],
  ['nothing', { span: async () => undefined }, '1h', undefined, undefined],
])('a round width for the time of %s', async (_, more, by, from, to) => {
  expect(await histogramOf(answers(more), { by: 'auto' }, signal)).toMatchObject({
    by,
    ...(from ? { from, to } : {}),
  });
});

test('values stand in the order of their totals, and all others are one', async () => {
  const split: Answering['split'] = async () => [
    { key: 0, count: 10, values: new Map(Object.entries({ a: 1, b: 2 })) },
    { key: HOUR, count: 4, values: new Map(Object.entries({ __proto: 1, a: 3 })) },
  ];
  const { values, buckets } = await histogramOf(answers({ split }), { by: '1h', split: 'verb' }, signal);
  expect(values).toEqual(['a', 'b', '__proto']);
  expect(buckets).toEqual([
    { time: '1970-01-01T00:00:00Z', count: 10, values: { a: 1, b: 2 }, others: 7 },
    { time: '1970-01-01T01:00:00Z', count: 4, values: { __proto: 1, a: 3 }, others: 0 },
  ]);
});

test.each([
  ['verb: watch', 'last'],
  ['stage: ResponseStarted', 'all'],
])('%s: of each request, the stages counted are %s', async (query, counted) => {
  const asked: unknown[] = [];
  const histogram: Answering['histogram'] = async (_key, { stages }) => {
    asked.push(stages);
    return [];
  };
  await histogramOf(answers({ histogram }), { by: '1h', query }, signal);
  expect(asked).toEqual([counted]);
});
