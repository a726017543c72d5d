import { expect, test } from 'vitest';
import { bar } from './bar.ts';
import { csvLine } from './csv.ts';
import { bytesText, counted } from './number.ts';
import { duration, longTime, shortTime } from './time.ts';

test.each([
  [1, '████'],
  [0.5, '██'],
  [0.28, '█▏'],
  [0.0001, '▏'],
  [0, ''],
  [Number.NaN, ''],
  [7, '████'],
])('a bar of %d', (share, expected) => {
  expect(bar(share, 4)).toBe(expected);
});

test.each([
  [['a', 'b c', ''], false, 'a,b c,\r\n'],
  [['a,b', 'say "x"', 'two\nlines', '\r'], false, '"a,b","say ""x""","two\nlines","\r"\r\n'],
  [['=1+1', '-x', '@y', '+z'], false, '=1+1,-x,@y,+z\r\n'],
  [['=1+1', '-x', '@y', '+z', '\tt', 'a=b'], true, "'=1+1,'-x,'@y,'+z,'\tt,a=b\r\n"],
])('csv %j', (cells, spreadsheet, expected) => {
  expect(csvLine(cells, { terminal: false, spreadsheet })).toBe(expected);
});

test.each([
  [0, '0 µs'],
  [999, '999 µs'],
  [6_545, '6.5 ms'],
  [1_500_000, '1.5 s'],
  [64_000_000, '1 m 4 s'],
  [7_500_000_000, '2 h 5 m'],
])('%d µs', (micros, expected) => {
  expect(duration(micros)).toBe(expected);
});

test('times', () => {
  expect(shortTime('2026-03-01T03:12:45.9+02:00', 'utc')).toBe('2026-03-01T01:12:45Z');
  expect(longTime('2026-03-01T03:12:45.123456789Z', 'utc')).toBe('2026-03-01T03:12:45.123456Z');
  expect(shortTime('\x1bnot a time', 'utc')).toBe('\x1bnot a time');
  const local = shortTime('2026-03-01T03:12:45Z', 'local');
  expect(local).toMatch(/^2026-0\d-\d\dT\d\d:12:45[+-]\d\d:\d\d$|^2026-0\d-\d\dT\d\d:\d\d:45[+-]\d\d:\d\d$/);
  expect(Date.parse(local)).toBe(Date.parse('2026-03-01T03:12:45Z'));
});

test('numbers', () => {
  expect([counted(1, 'file'), counted(1234, 'file'), bytesText(1536), bytesText(12)]).toEqual([
    '1 file',
    '1,234 files',
    '1.5 KiB',
    '12 B',
  ]);
});
