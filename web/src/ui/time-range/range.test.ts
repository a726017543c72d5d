import { expect, test } from 'vitest';
import { momentOf, widened } from './range.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const at = (time: string) => Date.parse(time);

test.each([
  ['now', NOW],
  ['now-1h', at('2026-03-01T11:00:00Z')],
  ['2h', at('2026-03-01T10:00:00Z')],
  ['2026-03-01T00:00:00Z', at('2026-03-01T00:00:00Z')],
  ['yesterday', undefined],
])('%s is a moment', (time, moment) => {
  expect(momentOf(time, NOW)).toBe(moment);
});

test('a span grows on both sides', () => {
  const range = { from: '2026-03-01T04:00:00Z', to: '2026-03-01T06:00:00Z' };
  expect(widened(range, NOW)).toEqual({ from: '2026-03-01T03:00:00.000Z', to: '2026-03-01T07:00:00.000Z' });
});

test('a span up to now grows into the past alone', () => {
  expect(widened({ from: 'now-2h' }, NOW)).toEqual({ from: '2026-03-01T08:00:00.000Z', to: undefined });
});

test('all times do not grow', () => {
  expect(widened({}, NOW)).toBeUndefined();
});
