import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MicroTimeReader } from './micro-time-reader.ts';
import { isCanonicalTime, microsOf } from './time.ts';
import { sourceOf } from './words.ts';

const LENGTH = '2006-01-02T15:04:05.000000Z'.length;

const time = fc
  .date({ min: new Date('1969-12-30T00:00:00Z'), max: new Date('2200-01-03T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().replace('Z', '123Z'));
/** One character of a time is another. */
const odd = fc
  .tuple(time, fc.nat(LENGTH - 1), fc.constantFrom(...'0123456789-:.TZtz /é'))
  .map(([text, at, char]) => text.slice(0, at) + char + text.slice(at + 1));

test('reads the times that follow from their value, and no others, whatever it has read before', () => {
  const reader = new MicroTimeReader();
  const near = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((clock) => {
    const [h, m, s] = clock.map((part) => String(part).padStart(2, '0'));
    return `2026-03-02T${h}:${m}:${s}.012345Z`;
  });
  fc.assert(
    fc.property(fc.oneof(time, odd, near), (text) => {
      const source = sourceOf(Buffer.from(`"${text}"`));
      expect(reader.read(source, 1)).toBe(isCanonicalTime(text) ? microsOf(text) : -1);
    }),
    { numRuns: 3_000 },
  );
});

test.each(['2026-03-02T23:59:59.999999Z', '2026-03-02T00:00:00.000000Z', '1970-01-02T00:00:00.000001Z'])(
  'reads %s',
  (text) => {
    expect(new MicroTimeReader().read(sourceOf(Buffer.from(text)), 0)).toBe(microsOf(text));
  },
);

test('reads nothing beyond the end', () => {
  const source = { ...sourceOf(Buffer.from('2026-03-02T23:59:59.999999Z')), end: LENGTH - 1 };
  expect(new MicroTimeReader().read(source, 0)).toBe(-1);
});
