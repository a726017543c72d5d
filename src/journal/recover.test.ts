import { copyFile, mkdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { SEGMENT_HEADER_BYTES } from './segment.ts';
import { batchOf, readAll, segmentFiles, withDirectory, withJournal } from './testing.ts';
import { verify } from './verify.ts';

/** A journal of the given batches, and the size of its last segment before the last of them. */
async function journalOf(dir: string, batches: readonly string[][], segmentBytes?: number): Promise<number> {
  let before = SEGMENT_HEADER_BYTES;
  await withJournal({ dir, segmentBytes }, async (journal) => {
    for (const raws of batches) {
      before = (await stat((await segmentFiles(dir)).at(-1)!)).size;
      await journal.append(batchOf(...raws));
    }
  });
  return before;
}

test('a last record cut anywhere is gone, all before it stays, and the chain goes on', async () => {
  await withDirectory(async (dir) => {
    const whole = join(dir, 'whole');
    const before = await journalOf(whole, [['a', 'b'], ['c'], ['lost', 'lost too']]);
    const [path] = await segmentFiles(whole);
    const { size } = await stat(path!);
    for (let cut = before; cut < size; cut++) {
      const copy = join(dir, `cut-${cut}`);
      await mkdir(copy);
      await copyFile(path!, join(copy, basename(path!)));
      await truncate(join(copy, basename(path!)), cut);
      const damage = await withJournal({ dir: copy }, async (journal) => {
        const { torn, nextSeq } = journal.status();
        expect([torn?.bytes ?? 0, nextSeq], `cut at ${cut}`).toEqual([cut - before, 4]);
        expect(await journal.append(batchOf('d'))).toEqual({ first: 4, count: 1 });
        expect((await readAll(journal)).seen.map(({ raw }) => raw)).toEqual(['a', 'b', 'c', 'd']);
      });
      expect(damage).toEqual([]);
      expect(await verify(copy)).toMatchObject({ ok: true, entries: 4, tornBytes: 0 });
    }
  });
});

test.each([0, 1, 71])('a segment whose creation stopped after %i bytes is made anew', async (bytes) => {
  await withDirectory(async (dir) => {
    await journalOf(dir, [['a'.repeat(200)], ['b'.repeat(200)], ['c'.repeat(200)]], 300);
    await writeFile(join(dir, '00000000000000000004.vj'), Buffer.alloc(bytes));
    const damage = await withJournal({ dir }, async (journal) => {
      expect(await journal.append(batchOf('d'))).toEqual({ first: 4, count: 1 });
      expect((await readAll(journal)).seen).toHaveLength(4);
    });
    expect(damage).toEqual([]);
    expect((await verify(dir)).ok).toBe(true);
  });
});

test('zeros after the last record are a torn tail', async () => {
  await withDirectory(async (dir) => {
    await journalOf(dir, [['a']]);
    const [path] = await segmentFiles(dir);
    await writeFile(path!, Buffer.alloc(5000), { flag: 'a' });
    await withJournal({ dir }, async (journal) => {
      expect(journal.status()).toMatchObject({ nextSeq: 2, torn: { bytes: 5000 } });
    });
    expect((await verify(dir)).ok).toBe(true);
  });
});

test('numbers that a consumer has seen are never given again, even if the disk lost them', async () => {
  await withDirectory(async (dir) => {
    const before = await journalOf(dir, [['a'], ['b'], ['c', 'd']]);
    await withJournal({ dir }, async (journal) => journal.cursor('store').commit(5));
    const [path] = await segmentFiles(dir);
    await truncate(path!, before);
    const damage = await withJournal({ dir }, async (journal) => {
      expect(await journal.append(batchOf('e'))).toEqual({ first: 5, count: 1 });
      expect((await readAll(journal)).seen.map(({ seq, raw }) => [seq, raw])).toEqual([
        [1, 'a'],
        [2, 'b'],
        [5, 'e'],
      ]);
    });
    expect(damage).toMatchObject([{ reason: 'missing', firstSeq: 3, count: 2 }]);
    expect((await verify(dir)).findings).toMatchObject([{ kind: 'missing', firstSeq: 3, count: 2 }]);
  });
});

test('a last segment that cannot be read at all stays, and the journal goes on after its numbers', async () => {
  await withDirectory(async (dir) => {
    await journalOf(dir, [['a'.repeat(200)], ['b'.repeat(200)], ['c'.repeat(200)]], 300);
    const last = (await segmentFiles(dir)).at(-1)!;
    const { size } = await stat(last);
    await writeFile(last, Buffer.alloc(size));
    const damage = await withJournal({ dir }, async (journal) => {
      const { first } = await journal.append(batchOf('d'));
      expect(first).toBeGreaterThan(3);
      expect((await readAll(journal)).seen.map(({ raw }) => raw[0])).toEqual(['a', 'b', 'd']);
    });
    expect(damage).toMatchObject([{ reason: 'segment', firstSeq: 3 }]);
    expect(await readFile(last)).toEqual(Buffer.alloc(size));
  });
});

test('the only segment, unreadable, is refused and left alone', async () => {
  await withDirectory(async (dir) => {
    await journalOf(dir, [['a']]);
    const [path] = await segmentFiles(dir);
    await writeFile(path!, Buffer.alloc(200));
    await expect(withJournal({ dir }, async () => {})).rejects.toMatchObject({ code: 'JOURNAL_DAMAGED' });
    expect(await readFile(path!)).toEqual(Buffer.alloc(200));
  });
});

test('a segment of a later version is refused', async () => {
  await withDirectory(async (dir) => {
    await journalOf(dir, [['a']]);
    const [path] = await segmentFiles(dir);
    const bytes = await readFile(path!);
    bytes.writeUInt32LE(2, 8);
    bytes.writeUInt32LE(crc32(bytes.subarray(0, 68)), 68);
    await writeFile(path!, bytes);
    await expect(withJournal({ dir }, async () => {})).rejects.toMatchObject({ code: 'JOURNAL_FORMAT' });
  });
});
