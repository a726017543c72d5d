import { expect, test } from 'vitest';
import { DEFAULT_COLUMNS, DEFAULT_FACETS, readState, writeState } from './state.ts';

test('an empty address is the default, and is written as that', () => {
  const state = readState({});
  expect(state).toMatchObject({ query: '', columns: DEFAULT_COLUMNS, stack: 'outcome', facets: DEFAULT_FACETS });
  expect(writeState(state)).toEqual({});
});

test.each([
  [{ query: 'verb: delete', from: 'now-24h', cluster: 'a,b' }],
  [{ columns: 'time|180,annotations."a,b",verb' }],
  [{ stack: 'none', facets: 'none' }],
  [{ stack: 'verb', facets: 'verb,cluster', live: 'true', at: '2026-03-01T00:00:00Z', open: 'j-1' }],
])('%j comes back as it was', (search) => {
  expect(writeState(readState(search))).toEqual(search);
});

test('what is written by hand is held to bounds', () => {
  expect(readState({ columns: 'time|9999,verb|1,"' }).columns).toEqual([]);
  expect(readState({ columns: 'time|9999,verb|1' }).columns).toEqual([
    { name: 'time', width: 1200 },
    { name: 'verb', width: 40 },
  ]);
  expect(readState({ columns: Array.from({ length: 99 }, (_, i) => `f${i}`).join(',') }).columns).toHaveLength(40);
});
