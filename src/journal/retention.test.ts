import { expect, test } from 'vitest';
import { type Candidate, decideRemoval } from './retention.ts';

/** Three sealed segments of 100 bytes with ten entries each, received before 10, 20 and 30; a fourth of 50 is being written. */
const CANDIDATES: readonly Candidate[] = [1, 2, 3].map((n) => ({
  nextSeq: 10 * n + 1,
  bytes: 100,
  receivedBefore: 10 * n,
}));
const NOT_KNOWN = CANDIDATES.map((candidate, i) => (i === 0 ? { ...candidate, receivedBefore: undefined } : candidate));
const bytes = 350;

test.each<[string, number, Parameters<typeof decideRemoval>]>([
  ['without a bound, nothing', 0, [CANDIDATES, {}, { now: 1e9, bytes, last: undefined }]],
  ['what is older', 2, [CANDIDATES, { timeMs: 10 }, { now: 31, bytes, last: undefined }]],
  ['nothing that is just as old', 0, [CANDIDATES, { timeMs: 10 }, { now: 20, bytes, last: undefined }]],
  ['all that is sealed', 3, [CANDIDATES, { timeMs: 1 }, { now: 1e9, bytes, last: undefined }]],
  ['nothing whose age is not known', 0, [NOT_KNOWN, { timeMs: 10 }, { now: 1e9, bytes, last: undefined }]],
  ['until the rest fits', 2, [CANDIDATES, { bytes: 150 }, { now: 0, bytes, last: undefined }]],
  ['nothing where all fits', 0, [CANDIDATES, { bytes: 350 }, { now: 0, bytes, last: undefined }]],
  ['what one of two bounds asks', 3, [CANDIDATES, { bytes: 50, timeMs: 10 }, { now: 0, bytes, last: undefined }]],
  [
    'nothing that a consumer needs',
    1,
    [CANDIDATES, { timeMs: 1 }, { now: 1e9, bytes, last: { name: 'x', position: 20 } }],
  ],
  ['all that it has handled', 2, [CANDIDATES, { timeMs: 1 }, { now: 1e9, bytes, last: { name: 'x', position: 21 } }]],
])('%s is removed', (_what, count, given) => {
  expect(decideRemoval(...given).count).toBe(count);
});

test('tells who keeps what is due, and nobody else', () => {
  const last = { name: 'x', position: 20 };
  expect(decideRemoval(CANDIDATES, { timeMs: 1 }, { now: 1e9, bytes, last }).heldBy).toBe(last);
  expect(decideRemoval(CANDIDATES, { timeMs: 11 }, { now: 22, bytes, last }).heldBy).toBeUndefined();
});
