import { expect, test } from 'vitest';
import { dayUpTo, newestBefore } from './newest-before.ts';

const NOW = Date.parse('2026-03-10T12:00:00Z');
const CLUSTERS = [
  { name: 'old', last: '2026-03-02T09:00:00.123456Z' },
  { name: 'older', last: '2026-03-01T09:00:00.000000Z' },
  { name: 'none' },
];
const FRESH = { name: 'fresh', last: '2026-03-10T11:59:00.000000Z' };

test.each([
  ['all of it is older', CLUSTERS, { from: 'now-24h' }, undefined, '2026-03-02T09:00:00.123456Z'],
  [
    'of the cluster that is looked at',
    [...CLUSTERS, FRESH],
    { from: 'now-24h' },
    'older',
    '2026-03-01T09:00:00.000000Z',
  ],
  ['one cluster has something', [...CLUSTERS, FRESH], { from: 'now-24h' }, undefined, undefined],
  ['the span reaches back to it', CLUSTERS, { from: 'now-30d' }, undefined, undefined],
  ['all times', CLUSTERS, {}, undefined, undefined],
  ['nothing ever came', [{ name: 'none' }], { from: 'now-24h' }, undefined, undefined],
  ['a time that is none', CLUSTERS, { from: 'whenever' }, undefined, undefined],
])('%s', (_, clusters, range, cluster, expected) => expect(newestBefore(clusters, range, cluster, NOW)).toBe(expected));

test('the day up to an event holds it', () =>
  expect(dayUpTo('2026-03-02T09:00:00.123456Z')).toEqual({
    from: '2026-03-01T09:00:00.123Z',
    to: '2026-03-02T09:00:00.124Z',
  }));
