import { expect, test } from 'vitest';
import { snapToBars } from './snap.ts';

const ms = (time: string) => Date.parse(time);
/** Days in Berlin, of which that of 29 March has 23 hours. */
const times = ['2026-03-27T23:00Z', '2026-03-28T23:00Z', '2026-03-29T22:00Z', '2026-03-30T22:00Z'].map(ms);

test.each([
  ['within one day', '2026-03-29T01:00Z', '2026-03-29T20:00Z', '2026-03-28T23:00Z', '2026-03-29T22:00Z'],
  ['over two', '2026-03-28T04:00Z', '2026-03-28T23:30Z', '2026-03-27T23:00Z', '2026-03-29T22:00Z'],
  ['from the beginning of one', '2026-03-29T22:00Z', '2026-03-29T22:00Z', '2026-03-29T22:00Z', '2026-03-30T22:00Z'],
  ['to beyond the last', '2026-03-31T01:00Z', '2026-04-02T00:00Z', '2026-03-30T22:00Z', '2026-03-31T22:00Z'],
  ['from before the first', '2026-03-20T00:00Z', '2026-03-28T00:00Z', '2026-03-27T23:00Z', '2026-03-28T23:00Z'],
])('%s', (_, from, to, begin, end) => {
  const width = 86_400_000;
  expect(snapToBars({ times, width }, { from: ms(from), to: ms(to) })).toEqual({ from: ms(begin), to: ms(end) });
});
