import { expect, test } from 'vitest';
import { createLag } from './lag.ts';

const RECEIVED = '2026-03-01T00:00:00.000000Z';
const RECEIVED_MS = Date.parse(RECEIVED);

/** A journal of the entries 1 to 9, all received at once. */
function journalAt(position: () => number) {
  let reads = 0;
  const envelope = { cluster: 'a', platform: 'kubernetes', component: '', node: '', source: '', receivedAt: RECEIVED };
  const journal = {
    status: () => ({ nextSeq: 10, cursors: [{ name: 'store', position: position() }] }),
    async *read() {
      reads++;
      yield { records: [{ envelope, firstSeq: 1, entries: [] }], next: 10 };
    },
  };
  return { journal, reads: () => reads };
}

test('a consumer is as far behind as the first event that it has not handled is old', async () => {
  let position = 4;
  let now = RECEIVED_MS + 5_000;
  const { journal, reads } = journalAt(() => position);
  const lag = createLag(journal, () => now);
  expect(lag.events()).toEqual(new Map([['store', 6]]));
  expect(await lag.seconds()).toEqual(new Map([['store', 5]]));
  now += 500;
  expect(await lag.seconds()).toEqual(new Map([['store', 5.5]]));
  expect(reads()).toBe(1);
  now += 500;
  expect(await lag.seconds()).toEqual(new Map([['store', 6]]));
  expect(reads()).toBe(2);
  position = 10;
  expect(await lag.seconds()).toEqual(new Map([['store', 0]]));
});
