import { expect, test } from 'vitest';
import { formatAgo, formatTime } from './format-time.ts';

test('a time of UTC', () => {
  expect(formatTime('2026-03-01T03:12:09.123456Z', 'UTC')).toBe('2026-03-01 03:12:09.123');
});

test('what is no time stays as it is', () => {
  expect(formatTime('soon', 'UTC')).toBe('soon');
});

const NOW = Date.parse('2026-03-01T12:00:00Z');
test.each([
  ['2026-03-01T11:59:59.500Z', '0 sec. ago'],
  ['2026-03-01T12:00:00.900Z', '0 sec. ago'],
  ['2026-03-01T11:59:18Z', '42 sec. ago'],
  ['2026-03-01T11:15:00Z', '45 min. ago'],
  ['2026-02-28T10:00:00Z', '1 day ago'],
  ['2026-03-01T13:00:00Z', 'in 1 hr.'],
])('%s was %s', (time, ago) => {
  expect(formatAgo(time, NOW)).toBe(ago);
});
