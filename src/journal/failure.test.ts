import { expect, test } from 'vitest';
import { type Disk, realDisk } from './disk.ts';
import { batchOf, readAll, withDirectory, withJournal } from './testing.ts';
import { verify } from './verify.ts';

/** A disk that fails on demand. A failing write leaves half of its bytes behind, as a full disk does. */
function brokenDisk() {
  const state = { write: false, sync: false, create: false, truncate: false };

  function failIf(broken: boolean, code: string): void {
    if (broken) throw Object.assign(new Error(code), { code });
  }

  const disk: Disk = {
    ...realDisk,
    async create(path) {
      failIf(state.create, 'ENOSPC');
      return realDisk.create(path);
    },
    async write(file, bytes, position) {
      if (state.write) await realDisk.write(file, bytes.subarray(0, bytes.length / 2), position);
      failIf(state.write, 'ENOSPC');
      await realDisk.write(file, bytes, position);
    },
    async sync(file) {
      failIf(state.sync, 'EIO');
      await realDisk.sync(file);
    },
    async truncate(file, size) {
      failIf(state.truncate, 'EIO');
      await realDisk.truncate(file, size);
    },
  };
  return { disk, state };
}

type Broken = ReturnType<typeof brokenDisk>['state'];
const CASES: readonly (readonly [string, Partial<Broken>, number])[] = [
  ['a full disk', { write: true }, 1000],
  ['a full disk on which no file can be made', { write: true, create: true }, 1000],
  ['a failing fdatasync', { sync: true }, 1000],
  ['a disk on which nothing works', { write: true, sync: true, create: true, truncate: true }, 1000],
  ['a full disk when a segment is rolled', { create: true }, 200],
  ['a failing fdatasync when a segment is rolled', { sync: true }, 200],
];

test.each(CASES)(
  '%s: appends reject, nothing acknowledged is lost, and it goes on',
  async (_, broken, segmentBytes) => {
    await withDirectory(async (dir) => {
      const { disk, state } = brokenDisk();
      await withJournal({ dir, disk, segmentBytes }, async (journal) => {
        await journal.append(batchOf('before'));
        const { hash } = journal.status();
        for (let round = 0; round < 3; round++) {
          Object.assign(state, broken);
          const failing = Promise.allSettled([journal.append(batchOf('lost')), journal.append(batchOf('lost', 'too'))]);
          for (const one of await failing) {
            expect(one).toMatchObject({ status: 'rejected', reason: { code: 'JOURNAL_WRITE', status: 503 } });
            expect((one as PromiseRejectedResult).reason.cause.code).toMatch(/^(ENOSPC|EIO)$/);
          }
          expect(journal.status()).toMatchObject({
            hash,
            nextSeq: 2,
            pendingBytes: 0,
            failure: { code: 'JOURNAL_WRITE' },
          });
          expect((await readAll(journal)).seen.map(({ raw }) => raw)).toEqual(['before']);
        }
        Object.assign(state, { write: false, sync: false, create: false, truncate: false });
        expect(await journal.append(batchOf('after'))).toEqual({ first: 2, count: 1 });
        expect(journal.status().failure).toBeUndefined();
      });
      const damage = await withJournal({ dir }, async (journal) => {
        expect((await readAll(journal)).seen.map(({ raw }) => raw)).toEqual(['before', 'after']);
        expect(journal.status().torn).toBeUndefined();
      });
      expect(damage).toEqual([]);
      expect((await verify(dir)).findings).toEqual([]);
    });
  },
);

test('a journal that fails before its first record, too', async () => {
  await withDirectory(async (dir) => {
    const { disk, state } = brokenDisk();
    await withJournal({ dir, disk }, async (journal) => {
      const following = (async () => {
        for await (const { records } of journal.read({ from: 1, follow: true }))
          return records[0]?.entries[0]?.raw.toString();
        return undefined;
      })();
      state.write = true;
      await expect(journal.append(batchOf('lost'))).rejects.toMatchObject({ code: 'JOURNAL_WRITE' });
      await expect(journal.append(batchOf('lost'))).rejects.toMatchObject({ code: 'JOURNAL_WRITE' });
      state.write = false;
      await journal.append(batchOf('kept'));
      expect(await following).toBe('kept');
      expect(journal.status().segments).toBe(1);
    });
    expect(await verify(dir)).toMatchObject({ ok: true, entries: 1 });
  });
});

test('many appends waiting: only those of the failed group reject', async () => {
  await withDirectory(async (dir) => {
    let syncs = 0;
    const disk: Disk = {
      ...realDisk,
      async sync(file) {
        syncs += 1;
        if (syncs === 3) throw new Error('once');
        await realDisk.sync(file);
      },
    };
    await withJournal({ dir, disk }, async (journal) => {
      await journal.append(batchOf('a'));
      const failing = journal.append(batchOf('lost'));
      failing.catch(() => undefined);
      await new Promise(setImmediate);
      const later = [journal.append(batchOf('b')), journal.append(batchOf('c'))];
      await expect(failing).rejects.toMatchObject({ code: 'JOURNAL_WRITE' });
      expect(await Promise.all(later)).toEqual([
        { first: 2, count: 1 },
        { first: 3, count: 1 },
      ]);
    });
  });
});
