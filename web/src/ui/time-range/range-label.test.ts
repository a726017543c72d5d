import { expect, test } from 'vitest';
import { rangeLabel } from './range-label.ts';

test.each([
  [{}, 'All times'],
  [{ from: 'now-24h' }, 'Last 24 hours'],
  [{ from: 'now-6h' }, 'Last 6 hours'],
  [{ from: '1d' }, 'Last 1 day'],
  [{ from: 'now-2d', to: 'now-1d' }, '2 days ago – 1 day ago'],
  [{ from: '2026-03-01T03:00:00Z', to: '2026-03-01T04:00:00Z' }, '2026-03-01 03:00:00 – 2026-03-01 04:00:00'],
  [{ from: '2026-03-01T03:00:00Z' }, '2026-03-01 03:00:00 – now'],
  [{ to: '2026-03-01T03:00:00Z' }, 'the beginning – 2026-03-01 03:00:00'],
  [{ from: 'yesterday' }, 'yesterday – now'],
])('%j is called “%s”', (range, label) => {
  expect(rangeLabel(range, 'UTC')).toBe(label);
});
