import { describe, expect, it } from 'vitest';
import { formatMicros } from '../event/time.ts';
import { parseTime, readTimeSpan } from './time.ts';

const NOW = Date.parse('2026-03-31T12:00:00Z') * 1000 + 1;

describe('parseTime', () => {
  it.each([
    ['now', '2026-03-31T12:00:00.000001Z'],
    ['now-30s', '2026-03-31T11:59:30.000001Z'],
    ['now-1m', '2026-03-31T11:59:00.000001Z'],
    ['now+1h', '2026-03-31T13:00:00.000001Z'],
    ['2h', '2026-03-31T10:00:00.000001Z'],
    ['now-1d', '2026-03-30T12:00:00.000001Z'],
    ['now-1w', '2026-03-24T12:00:00.000001Z'],
    ['now-1M', '2026-02-28T12:00:00.000001Z'],
    ['now-13M', '2025-02-28T12:00:00.000001Z'],
    ['now-2y', '2024-03-31T12:00:00.000001Z'],
    // 2026-03-31 is a Tuesday.
    ['now/d', '2026-03-31T00:00:00.000000Z'],
    ['now-1d/d', '2026-03-30T00:00:00.000000Z'],
    ['now/w', '2026-03-30T00:00:00.000000Z'],
    ['now-1w/w', '2026-03-23T00:00:00.000000Z'],
    ['now/M', '2026-03-01T00:00:00.000000Z'],
    ['now/y', '2026-01-01T00:00:00.000000Z'],
    ['now/h-30m', '2026-03-31T11:30:00.000000Z'],
    ['now/d+8h', '2026-03-31T08:00:00.000000Z'],
    ['7d/d', '2026-03-24T00:00:00.000000Z'],
    ['2026-01-31||+1M', '2026-02-28T00:00:00.000000Z'],
    ['2026-03-04||/w', '2026-03-02T00:00:00.000000Z'],
    ['2026-03-01', '2026-03-01T00:00:00.000000Z'],
    ['2026-03-01T03:12:45Z', '2026-03-01T03:12:45.000000Z'],
    ['2026-03-01T03:12:45.123456789+02:00', '2026-03-01T01:12:45.123456Z'],
  ])('%s', (text, expected) => {
    expect(formatMicros(parseTime(text, NOW))).toBe(expected);
  });

  it.each([
    '',
    'yesterday',
    'now-',
    'now-1',
    'now-1x',
    'now/',
    'now/x',
    'now/d/',
    'now||+1d',
    '2026-02-30||/d',
    `now${'/d'.repeat(17)}`,
    '-1h',
    '1.5h',
    '2026-02-30',
    '2026-13-01',
    '2026-03-01T03:12:45',
    'now-999y',
    '1969-12-31T23:59:59Z',
    '9999-01-01',
  ])('refuses %j', (text) => {
    expect(() => parseTime(text, NOW)).toThrowError(
      expect.objectContaining({ code: 'TIME_INVALID', context: { text } }),
    );
  });
});

describe('readTimeSpan', () => {
  it.each([
    ['2026-03-01', 86_400_000_000],
    ['2026-03-01T00:00:00Z', 1],
    ['now-1d', 1],
    ['now/d', 86_400_000_000],
    ['now-1w/w', 7 * 86_400_000_000],
    ['now-1M/M', 28 * 86_400_000_000],
    ['now/d+8h', 1],
  ])('%s lasts %d µs', (text, length) => {
    const span = readTimeSpan(text, NOW);
    expect(span && span.end - span.start).toBe(length);
  });
});
