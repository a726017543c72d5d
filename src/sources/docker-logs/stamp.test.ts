import { expect, test } from 'vitest';
import { parseStamp, readStamp, writeStamp } from './stamp.ts';

test.each<[string, string, number]>([
  ['2026-03-02T09:00:00.123456789Z x', '1772442000.123456789', 31],
  ['2026-03-02T10:00:00.123456789+01:00 x', '1772442000.123456789', 36],
  ['2026-03-02T09:00:00.5Z ', '1772442000.500000000', 23],
  ['2026-03-02T09:00:00Z {"a":1}', '1772442000.000000000', 21],
  ['1969-12-31T23:59:59.000000000Z x', '0.000000000', 31],
])('%s', (message, written, length) => {
  const stamp = readStamp(Buffer.from(message));
  expect(stamp?.length).toBe(length);
  expect(writeStamp(stamp?.at ?? -1n)).toBe(written);
});

test.each([
  '',
  'Error grabbing logs: EOF',
  '2026-03-02T09:00:00Z',
  '2026-13-02T09:00:00Z x',
  ' 2026-03-02T09:00:00Z x',
])('%j has none', (message) => expect(readStamp(Buffer.from(message))).toBeUndefined());

test('what was written is read again', () => {
  expect(parseStamp(writeStamp(1_772_442_000_000_000_001n))).toBe(1_772_442_000_000_000_001n);
});
