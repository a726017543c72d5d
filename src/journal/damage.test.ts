import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { batchOf, readAll, segmentFiles, withDirectory, withJournal } from './testing.ts';

const BEFORE = ['a', 'b'];
const MIDDLE = ['c'.repeat(50), 'd'.repeat(50), 'e'.repeat(50)];
const AFTER = ['f', 'g'];

/** Three records; gives the offsets at which the middle one begins and ends. `sealed`: a further segment follows. */
async function threeRecords(dir: string, sealed: boolean): Promise<[number, number]> {
  const offsets: number[] = [];
  await withJournal({ dir, segmentBytes: 2000 }, async (journal) => {
    const [path] = await segmentFiles(dir);
    for (const raws of [BEFORE, MIDDLE, AFTER]) {
      await journal.append(batchOf(...raws));
      offsets.push((await stat(path!)).size);
    }
    if (sealed) await journal.append(batchOf('z'.repeat(2000)));
  });
  return [offsets[0]!, offsets[1]!];
}

test.each([true, false])(
  'a flipped byte costs its event or its record, and is counted (sealed: %s)',
  async (sealed) => {
    await withDirectory(async (dir) => {
      const [start, end] = await threeRecords(dir, sealed);
      const [path] = await segmentFiles(dir);
      const original = await readFile(path!);
      for (let at = start; at < end; at += 7) {
        const flipped = Buffer.from(original);
        flipped[at]! ^= 0x10;
        await writeFile(path!, flipped);
        const damage = await withJournal({ dir }, async (journal) => {
          const { seen, next } = await readAll(journal);
          await readAll(journal);
          const raws = seen.map(({ raw }) => raw).filter((raw) => raw[0] !== 'z');
          const kept = raws.filter((raw) => MIDDLE.includes(raw));
          expect(raws).toEqual([...BEFORE, ...kept, ...AFTER]);
          expect(next).toBe(sealed ? 9 : 8);
          expect(kept).toHaveLength(at >= end - 150 ? 2 : 0);
          expect(journal.status().damage).toMatchObject({ places: 1, events: 3 - kept.length });
        });
        expect(damage, `byte ${at}`).toHaveLength(1);
        expect(damage[0]!.offset).toBeLessThanOrEqual(at);
        expect(damage[0]!.offset + damage[0]!.bytes).toBeGreaterThan(at);
      }
    });
  },
);

test('a damaged segment header costs no event', async () => {
  await withDirectory(async (dir) => {
    await threeRecords(dir, true);
    const [path] = await segmentFiles(dir);
    const original = await readFile(path!);
    for (let at = 0; at < 72; at++) {
      const flipped = Buffer.from(original);
      flipped[at]! ^= 0x10;
      await writeFile(path!, flipped);
      const damage = await withJournal({ dir }, async (journal) => {
        expect((await readAll(journal)).seen).toHaveLength(8);
      });
      expect(damage, `byte ${at}`).toMatchObject([{ reason: 'segment-header', count: 0 }]);
    }
  });
});

test('the first block of a segment lost costs the records in it', async () => {
  await withDirectory(async (dir) => {
    const [start] = await threeRecords(dir, true);
    const [path] = await segmentFiles(dir);
    const bytes = await readFile(path!);
    await writeFile(path!, bytes.fill(0, 0, start));
    const damage = await withJournal({ dir }, async (journal) => {
      expect((await readAll(journal)).seen.map(({ seq }) => seq)).toEqual([3, 4, 5, 6, 7, 8]);
    });
    expect(damage).toMatchObject([{ reason: 'segment-header' }, { reason: 'record', firstSeq: 1, count: 2 }]);
  });
});

test('a missing segment is a gap; its numbers are known', async () => {
  await withDirectory(async (dir) => {
    await threeRecords(dir, true);
    const [path] = await segmentFiles(dir);
    let next = 0;
    const whileOpen = await withJournal({ dir }, async (journal) => {
      await rm(path!);
      ({ next } = await readAll(journal));
    });
    const onOpening = await withJournal({ dir }, async (journal) => {
      expect((await readAll(journal)).seen.map(({ seq }) => seq)).toEqual([8]);
    });
    expect(next).toBe(9);
    expect(whileOpen).toMatchObject([{ reason: 'segment', firstSeq: 1, count: 7 }]);
    expect(onOpening).toMatchObject([{ reason: 'missing', firstSeq: 1, count: 7 }]);
  });
});

test('a record removed, repeated or moved within its segment is noticed', async () => {
  await withDirectory(async (dir) => {
    const [start, end] = await threeRecords(dir, true);
    const [path] = await segmentFiles(dir);
    const bytes = await readFile(path!);
    const [first, middle, last] = [bytes.subarray(0, start), bytes.subarray(start, end), bytes.subarray(end)];
    const cases = [
      { parts: [first, last], seen: [1, 2, 6, 7, 8], damage: [{ reason: 'missing', firstSeq: 3, count: 3 }] },
      { parts: [first, middle, middle, last], seen: [1, 2, 3, 4, 5, 6, 7, 8], damage: [{ reason: 'order', count: 0 }] },
      {
        parts: [first, last, middle],
        seen: [1, 2, 6, 7, 8],
        damage: [{ reason: 'missing', firstSeq: 3, count: 3 }, { reason: 'order' }],
      },
    ];
    for (const { parts, seen, damage } of cases) {
      await writeFile(path!, Buffer.concat(parts));
      const reported = await withJournal({ dir }, async (journal) => {
        expect((await readAll(journal)).seen.map(({ seq }) => seq)).toEqual(seen);
      });
      expect(reported).toMatchObject(damage);
      expect(reported).toHaveLength(damage.length);
    }
  });
});

test('a disk that is away is an error, not damage to be passed over', async () => {
  await withDirectory(async (dir) => {
    await threeRecords(dir, true);
    const damage = await withJournal({ dir }, async (journal) => {
      for (const path of await segmentFiles(dir)) await rm(path);
      await expect(readAll(journal)).rejects.toMatchObject({ code: 'JOURNAL_READ', cause: { code: 'ENOENT' } });
    });
    expect(damage).toEqual([]);
  });
});
