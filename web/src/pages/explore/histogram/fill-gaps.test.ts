import { expect, test } from 'vitest';
import { fillGaps, widthOf } from './fill-gaps.ts';

const bars = (by: string, times: readonly string[], from?: string, to?: string) =>
  fillGaps(
    times.map((time) => ({ time })),
    by,
    { from, to },
  ).map(({ time, bucket }) => `${new Date(time).toISOString().slice(0, 16)}${bucket ? '*' : ''}`);

test.each([
  ['30m', 1_800_000],
  ['1s', 1_000],
  ['1M', 2_629_746_000],
])('%s is %i ms', (by, width) => expect(widthOf(by)).toBe(width));

test('gaps are bars without events', () => {
  expect(bars('1h', ['2026-03-01T01:00:00Z', '2026-03-01T03:00:00Z'])).toEqual([
    '2026-03-01T01:00*',
    '2026-03-01T02:00',
    '2026-03-01T03:00*',
  ]);
});

test('the whole span is there', () => {
  expect(bars('1h', ['2026-03-01T02:00:00Z'], '2026-03-01T00:30:00Z', '2026-03-01T04:10:00Z')).toEqual([
    '2026-03-01T00:00',
    '2026-03-01T01:00',
    '2026-03-01T02:00*',
    '2026-03-01T03:00',
    '2026-03-01T04:00',
  ]);
  expect(bars('1h', [], '2026-03-01T00:30:00Z', '2026-03-01T01:10:00Z')).toEqual([
    '2026-03-01T00:00',
    '2026-03-01T01:00',
  ]);
});

test('days of 23 hours and months are found', () => {
  expect(bars('1d', ['2026-03-27T23:00:00Z', '2026-03-28T23:00:00Z', '2026-03-30T22:00:00Z'])).toEqual([
    '2026-03-27T23:00*',
    '2026-03-28T23:00*',
    '2026-03-29T23:00',
    '2026-03-30T22:00*',
  ]);
  expect(bars('1M', ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'])).toEqual([
    '2026-01-01T00:00*',
    '2026-02-01T00:00*',
    '2026-03-01T00:00*',
  ]);
});

test('nothing is no bar', () => expect(bars('1h', [])).toEqual(['1970-01-01T00:00']));
