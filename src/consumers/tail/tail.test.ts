import { expect, test } from 'vitest';
import { VerbatimError } from '../../errors.ts';
import type { AuditRecord } from '../../event/record.ts';
import type { Journal } from '../../journal/journal.ts';
import { openJournal } from '../../journal/journal.ts';
import { batchOf, withDirectory } from '../../journal/testing.ts';
import { createTail, type Subscriber, type TailObserver } from './tail.ts';

/** A journal whose reading can be made to fail, a tail that follows it, and what the tail told. */
async function following(
  use: (parts: {
    append: (raw: string) => Promise<unknown>;
    tail: ReturnType<typeof createTail>;
    told: string[];
    fail: () => void;
  }) => Promise<void>,
): Promise<void> {
  await withDirectory(async (dir) => {
    const journal = await openJournal({ dir });
    const told: string[] = [];
    let fail = () => {};
    const read: Journal['read'] = async function* (options) {
      const failed = new Promise<never>((_resolve, reject) => {
        fail = () => reject(new VerbatimError('JOURNAL_READ'));
      });
      failed.catch(() => {});
      const batches = journal.read(options)[Symbol.asyncIterator]();
      for (;;) {
        const { value, done } = await Promise.race([batches.next(), failed]);
        if (done) return;
        yield value;
      }
    };
    const observer: TailObserver = {
      failed: () => told.push('failed'),
      dropped: () => told.push('dropped'),
      missed: () => told.push('missed'),
    };
    const tail = createTail({ journal: { status: journal.status, read }, observer, maxSubscribers: 2, retryMs: 10 });
    await use({ append: (raw) => journal.append(batchOf(raw)), tail, told, fail: () => fail() }).finally(() =>
      journal.close(),
    );
  });
}

function watcher(more: Partial<Subscriber> = {}): Subscriber & { seen: string[] } {
  const seen: string[] = [];
  return {
    seen,
    wants: () => true,
    take: ({ raw }: AuditRecord) => seen.push(Buffer.from(raw).toString()) > 0,
    ended: () => seen.push('ended'),
    ...more,
  };
}

const event = (n: number) =>
  `{"level":"Metadata","auditID":"${n}","stage":"Panic","requestURI":"/","verb":"get","user":{}}`;
const throwing = () => {
  throw new Error('cannot');
};

test.each([['wants'], ['take']])('one whose %s throws is ended, and nobody else', async (part) => {
  await following(async ({ append, tail, told }) => {
    const good = watcher();
    const bad = watcher({ [part]: throwing });
    tail.subscribe(bad);
    tail.subscribe(good);
    await append(event(1));
    await append(event(2));
    await expect.poll(() => good.seen).toEqual([event(1), event(2)]);
    expect(bad.seen).toEqual(['ended']);
    expect(told).toEqual(['dropped']);
    expect(tail.subscribers).toBe(1);
  });
});

test('a journal that could not be read for a while is followed on, nothing left out', async () => {
  await following(async ({ append, tail, told, fail }) => {
    const good = watcher();
    tail.subscribe(good);
    await append(event(1));
    await expect.poll(() => good.seen).toEqual([event(1)]);
    fail();
    await append(event(2));
    await expect.poll(() => good.seen).toEqual([event(1), event(2)]);
    expect(told).toContain('failed');
  });
});

test('so many watch and no more', async () => {
  await following(async ({ tail }) => {
    const leave = tail.subscribe(watcher());
    tail.subscribe(watcher());
    expect(() => tail.subscribe(watcher())).toThrow(expect.objectContaining({ code: 'BUSY' }));
    leave();
    tail.subscribe(watcher());
    expect(tail.subscribers).toBe(2);
  });
});

test('what one cannot take is counted', async () => {
  await following(async ({ append, tail, told }) => {
    tail.subscribe(watcher({ take: () => false }));
    await append(event(1));
    await expect.poll(() => told).toEqual(['missed']);
  });
});
