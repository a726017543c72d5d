import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Batch } from '../journal/encode.ts';
import { createKeepNew, type Entry } from './keep-new.ts';
import { createSeenWindow } from './seen-window.ts';

const envelope = {
  cluster: 'prod',
  platform: 'kubernetes',
  component: 'kube-apiserver',
  node: '',
  source: 'test',
  receivedAt: '2026-03-01T00:00:00.000000Z',
};
const entry = (text: string): Entry => ({ raw: Buffer.from(text), sha256: hash('sha256', text, 'binary') });

/** A journal whose appends end when the test says, in the order in which they began. */
function slowJournal() {
  const under: { batch: Batch; succeed: () => void; fail: () => void }[] = [];
  const journal = {
    append: (batch: Batch) =>
      new Promise<{ first: number; count: number }>((resolve, reject) => {
        under.push({
          batch,
          succeed: () => resolve({ first: 1, count: batch.entries.length }),
          fail: () => reject(new Error('EIO')),
        });
      }),
  };
  return { journal, under };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a repetition waits until the first is durable', async () => {
  const { journal, under } = slowJournal();
  const keep = createKeepNew(journal, createSeenWindow(100));
  const first = keep(envelope, [entry('a'), entry('b')]);
  let answered = false;
  const second = keep(envelope, [entry('b'), entry('c')]).finally(() => {
    answered = true;
  });
  await settled();
  expect(under).toHaveLength(2);
  under[1]?.succeed();
  await settled();
  expect(answered).toBe(false);
  under[0]?.succeed();
  expect((await first).length).toBe(2);
  expect((await second).map(({ raw }) => raw.toString())).toEqual(['c']);
});

test('when the first fails, each repetition is journaled or waits for who does', async () => {
  const { journal, under } = slowJournal();
  const keep = createKeepNew(journal, createSeenWindow(100));
  const answers = [1, 2, 3].map(() =>
    keep(envelope, [entry('a')]).then(
      (kept) => kept.length,
      () => 'failed',
    ),
  );
  await settled();
  expect(under).toHaveLength(1);
  under[0]?.fail();
  await settled();
  expect(under).toHaveLength(2);
  under[1]?.fail();
  await settled();
  expect(under).toHaveLength(3);
  under[2]?.succeed();
  expect((await Promise.all(answers)).sort()).toEqual([1, 'failed', 'failed']);
});

test('an event that stands twice in one delivery is journaled once', async () => {
  const { journal, under } = slowJournal();
  const keep = createKeepNew(journal, createSeenWindow(100));
  const kept = keep(envelope, [entry('a'), entry('a')]);
  await settled();
  expect(under[0]?.batch.entries).toHaveLength(1);
  under[0]?.succeed();
  expect(await kept).toHaveLength(1);
});

test('what was under way elsewhere and failed meanwhile is journaled', async () => {
  const { journal, under } = slowJournal();
  const keep = createKeepNew(journal, createSeenWindow(100));
  const first = keep(envelope, [entry('a')]).catch(() => 'failed');
  const second = keep(envelope, [entry('a'), entry('b')]);
  await settled();
  under[0]?.fail();
  expect(await first).toBe('failed');
  under[1]?.succeed();
  await settled();
  under[2]?.succeed();
  expect((await second).map(({ raw }) => raw.toString())).toEqual(['b', 'a']);
});

describe('under an envelope with an origin', () => {
  const placed = { ...envelope, origin: { to: 1 } };

  test('all becomes one record, after what is under way elsewhere', async () => {
    const { journal, under } = slowJournal();
    const keep = createKeepNew(journal, createSeenWindow(100));
    const first = keep(envelope, [entry('a')]).catch(() => 'failed');
    const second = keep(placed, [entry('a'), entry('b')]);
    await settled();
    expect(under).toHaveLength(1);
    under[0]?.fail();
    expect(await first).toBe('failed');
    await settled();
    expect(under[1]?.batch.entries).toHaveLength(2);
    under[1]?.succeed();
    expect(await second).toHaveLength(2);
  });

  test('what cannot be read is kept each time, what can only once', async () => {
    const journal = { append: async () => ({ first: 1, count: 1 }) };
    const keep = createKeepNew(journal, createSeenWindow(100));
    const unread = { ...entry('x'), meta: { quarantine: { reason: 'invalid-json', detail: '' } } };
    expect(await keep(placed, [unread, entry('a'), unread, entry('a')])).toHaveLength(3);
    expect(await keep(placed, [unread, entry('a')])).toHaveLength(1);
  });
});

test('what nothing tells from another with the same bytes is kept each time', async () => {
  const { journal, under } = slowJournal();
  const keep = createKeepNew(journal, createSeenWindow(100));
  const twice = { ...entry('a'), isDistinct: true };
  const kept = Promise.all([keep(envelope, [twice, twice]), keep(envelope, [twice])]);
  await settled();
  for (const { succeed } of under) succeed();
  expect((await kept).map(({ length }) => length)).toEqual([2, 1]);
});

test('where senders are known by their addresses, the same bytes of another are another event', async () => {
  const { journal, under } = slowJournal();
  const keep = createKeepNew(journal, createSeenWindow(100));
  const senders = [
    { ...envelope, address: '10.0.0.1' },
    { ...envelope, address: '10.0.0.1' },
    { ...envelope, address: '10.0.0.2' },
    { ...envelope, address: '10.0.0.1', source: 'other' },
    { ...envelope, address: '10.0.0.1', cluster: 'other' },
  ];
  const kept = Promise.all(senders.map((sender) => keep(sender, [entry('a')])));
  await settled();
  for (const { succeed } of under) succeed();
  expect((await kept).map(({ length }) => length)).toEqual([1, 0, 1, 1, 1]);
});
