import { copyFile, readdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PACK_RETRY_MS } from './limits.ts';
import type { Packed } from './pack-sealed.ts';
import { AN_HOUR_LATER, batchOf, readAll, segmentFiles, withDirectory, withJournal } from './testing.ts';
import { verify } from './verify.ts';

const MiB = 1024 * 1024;
const options = { pack: true, now: AN_HOUR_LATER };

/** Text that packs, and says what it is. */
const text = (n: number, bytes = 100_000) => `${n} ${'some words and '.repeat(bytes / 15)}`;

/** Two sealed segments of three frames each, and one that is being written: 60 records of one entry. */
async function build(dir: string): Promise<void> {
  await withJournal({ dir, segmentBytes: 2.5 * MiB, ...options }, async (journal) => {
    for (let n = 1; n <= 60; n++) await journal.append(batchOf(text(n)));
  });
}

const names = async (dir: string) => (await segmentFiles(dir)).map((path) => basename(path).replace(/^0+/, ''));

test('sealed segments are packed, the one that is written is not, and everything is read as before', async () => {
  await withDirectory(async (dir) => {
    await build(dir);
    const packed: Packed[] = [];
    await withJournal({ dir, ...options, observer: { packed: (one) => packed.push(one) } }, async (journal) => {
      const before = await readAll(journal);
      const follower = journal.read({ from: 1, maxBytes: 1 })[Symbol.asyncIterator]();
      await follower.next();
      await journal.upkeep();
      expect(await names(dir)).toEqual(['1.vjz', '27.vjz', '53.vj']);
      expect(packed).toHaveLength(2);
      for (const { bytes, packedBytes } of packed) expect(packedBytes).toBeLessThan(bytes / 10);
      const files = await Promise.all((await segmentFiles(dir)).map((path) => stat(path)));
      expect(journal.status().bytes).toBe(files.reduce((sum, { size }) => sum + size, 0));
      expect(await readAll(journal)).toEqual(before);
      for (const from of [1, 2, 11, 12, 26, 27, 40, 60, 61]) {
        expect((await readAll(journal, from)).seen).toEqual(before.seen.slice(from - 1));
      }
      let rest = 1;
      while (!(await follower.next()).done) rest += 1;
      expect(rest).toBe(60);
      expect(await journal.append(batchOf('more'))).toEqual({ first: 61, count: 1 });
    });
    const damage = await withJournal({ dir }, async (journal) => {
      expect((await readAll(journal)).seen).toHaveLength(61);
      const hashes: number[] = [];
      for await (const recent of journal.recentHashes(40)) hashes.push(recent.firstSeq);
      expect(hashes).toEqual(Array.from({ length: 40 }, (_, i) => 22 + i));
    });
    expect(damage).toEqual([]);
    expect(await verify(dir)).toMatchObject({ ok: true, entries: 61, segments: 3 });
  });
});

test('who starts in the middle unpacks no more than it needs', async () => {
  await withDirectory(async (dir) => {
    await build(dir);
    await withJournal({ dir, ...options }, async (journal) => {
      await journal.upkeep();
      const [path] = await segmentFiles(dir);
      const bytes = await readFile(path!);
      // Everything between the first frame, which has the segment's header, and the last.
      const frames = [0, 1, 2].map((frame) => bytes.readUInt32LE(32 + frame * 20));
      const second = 32 + 3 * 20 + frames[0]!;
      await writeFile(path!, bytes.fill(0, second, second + frames[1]!));
      expect((await readAll(journal, 23)).seen[0]).toEqual({ seq: 23, raw: text(23) });
      expect(journal.status().damage.places).toBe(0);
    });
  });
});

test('a damaged frame costs the records in it and no other, and is reported once', async () => {
  await withDirectory(async (dir) => {
    await build(dir);
    await withJournal({ dir, ...options }, (journal) => journal.upkeep());
    const [path] = await segmentFiles(dir);
    const bytes = await readFile(path!);
    bytes[32 + 3 * 20 + bytes.readUInt32LE(32) + 10]! ^= 1;
    await writeFile(path!, bytes);
    const damage = await withJournal({ dir }, async (journal) => {
      const { seen, next } = await readAll(journal);
      await readAll(journal);
      expect(next).toBe(61);
      expect(60 - seen.length).toBeLessThanOrEqual(12);
      expect(seen.map(({ seq, raw }) => raw === text(seq))).toEqual(seen.map(() => true));
      expect(journal.status().damage.events).toBe(60 - seen.length);
    });
    expect(damage.length).toBeGreaterThan(0);
    const { findings } = await verify(dir);
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'damaged', detail: expect.stringContaining('frame') }),
    );
  });
});

test.each([0, -1])('a damaged table at one end costs nothing (byte %i)', async (at) => {
  await withDirectory(async (dir) => {
    await build(dir);
    await withJournal({ dir, ...options }, (journal) => journal.upkeep());
    const [path] = await segmentFiles(dir);
    const bytes = await readFile(path!);
    bytes[at < 0 ? bytes.length + at : at]! ^= 1;
    await writeFile(path!, bytes);
    const damage = await withJournal({ dir }, async (journal) => {
      expect((await readAll(journal)).seen).toHaveLength(60);
    });
    expect(damage).toEqual([]);
    expect((await verify(dir)).findings).toMatchObject([{ kind: 'damaged', detail: expect.stringContaining('table') }]);
  });
});

test('a packed segment without any table is lost, reported, and given no number again', async () => {
  await withDirectory(async (dir) => {
    await build(dir);
    await withJournal({ dir, ...options }, (journal) => journal.upkeep());
    const [first, , last] = await segmentFiles(dir);
    await writeFile(first!, Buffer.alloc(500));
    await unlink(last!);
    const damage = await withJournal({ dir }, async (journal) => {
      expect((await readAll(journal)).seen).toHaveLength(26);
      expect(await journal.append(batchOf('after'))).toEqual({ first: 53, count: 1 });
    });
    expect(damage).toMatchObject([{ reason: 'segment', firstSeq: 1, count: 26 }]);
  });
});

test.each([
  ['while it was written', async (dir: string, packed: string) => writeFile(join(dir, `${packed}.tmp`), 'half')],
  [
    'before the plain one was removed',
    async (dir: string, packed: string) => copyFile(join(dir, 'kept'), join(dir, packed)),
  ],
])('a crash %s leaves the plain segment, which is packed again', async (_when, crash) => {
  await withDirectory(async (dir) => {
    await build(dir);
    const [plain] = await segmentFiles(dir);
    const packed = `${basename(plain!)}z`;
    await copyFile(plain!, join(dir, 'plain'));
    await withJournal({ dir, ...options }, (journal) => journal.upkeep());
    await copyFile(join(dir, packed), join(dir, 'kept'));
    await unlink(join(dir, packed));
    await copyFile(join(dir, 'plain'), plain!);
    await crash(dir, packed);
    expect((await verify(dir)).ok).toBe(true);
    await withJournal({ dir, ...options }, async (journal) => {
      expect((await readAll(journal)).seen).toHaveLength(60);
      expect((await readdir(dir)).filter((name) => name.startsWith(packed))).toEqual([]);
      await journal.upkeep();
    });
    expect(await names(dir)).toEqual(['1.vjz', '27.vjz', '53.vj']);
  });
});

test('what does not become smaller stays plain; a young segment does until the quota is half used', async () => {
  await withDirectory(async (dir) => {
    const random = Array.from({ length: 3 }, () => crypto.getRandomValues(new Uint8Array(60_000)));
    await withJournal({ dir, segmentBytes: 50_000, ...options }, async (journal) => {
      for (const raw of random) await journal.append(batchOf(raw));
      await journal.upkeep();
    });
    expect(await names(dir)).toEqual(['1.vj', '2.vj', '3.vj']);
  });
  for (const [maxBytes, expected] of [
    [10 * MiB, ['1.vj', '2.vj', '3.vj']],
    [500_000, ['1.vjz', '2.vj', '3.vj']],
    [310_000, ['1.vjz', '2.vjz', '3.vj']],
  ] as const) {
    await withDirectory(async (dir) => {
      await withJournal({ dir, segmentBytes: 50_000, maxBytes, pack: true }, async (journal) => {
        for (let n = 1; n <= 3; n++) await journal.append(batchOf(text(n)));
        await journal.upkeep();
        expect(await names(dir)).toEqual(expected);
      });
    });
  }
});

test('the segments of the last entries stay plain', async () => {
  await withDirectory(async (dir) => {
    await build(dir);
    await withJournal({ dir, ...options, plainEntries: 30 }, (journal) => journal.upkeep());
    expect(await names(dir)).toEqual(['1.vjz', '27.vj', '53.vj']);
  });
});

test('any batches, packed at any time, are given back in order', async () => {
  const batches = fc.array(fc.array(fc.string({ maxLength: 3000 }), { minLength: 1, maxLength: 8 }), {
    minLength: 2,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(batches, fc.integer({ min: 500, max: 9000 }), fc.nat(11), async (rounds, segmentBytes, cut) => {
      await withDirectory(async (dir) => {
        const wanted = rounds.flat().map((raw, i) => ({ seq: i + 1, raw: Buffer.from(raw).toString() }));
        for (const part of [rounds.slice(0, cut), rounds.slice(cut)]) {
          await withJournal({ dir, segmentBytes, ...options }, async (journal) => {
            await Promise.all([journal.upkeep(), ...part.map((raws) => journal.append(batchOf(...raws)))]);
            await journal.upkeep();
          });
        }
        await withJournal({ dir, segmentBytes }, async (journal) => {
          expect(await readAll(journal, 1, 500)).toEqual({ seen: wanted, next: wanted.length + 1 });
          const from = Math.ceil(wanted.length / 2);
          expect((await readAll(journal, from)).seen).toEqual(wanted.slice(from - 1));
          expect(journal.status().damage.places).toBe(0);
        });
        expect((await verify(dir)).ok).toBe(true);
      });
    }),
    { numRuns: 30 },
  );
}, 120_000);

test('damage that was reported before its segment was packed is not reported again', async () => {
  await withDirectory(async (dir) => {
    await build(dir);
    const [first] = await segmentFiles(dir);
    const bytes = await readFile(first!);
    bytes[2_000]! ^= 1;
    await writeFile(first!, bytes);
    const damage = await withJournal({ dir, ...options }, async (journal) => {
      await readAll(journal);
      await journal.upkeep();
      await readAll(journal);
    });
    expect(damage).toMatchObject([{ reason: 'entry', firstSeq: 1, count: 1 }]);
  });
});

test('a segment that cannot be read does not keep those after it from being packed', async () => {
  await withDirectory(async (dir) => {
    await build(dir);
    const [first] = await segmentFiles(dir);
    const failures: Error[] = [];
    let now = AN_HOUR_LATER();
    const observer = { upkeepFailed: (error: Error) => failures.push(error) };
    await withJournal({ dir, pack: true, now: () => now, maxBytes: 8 * MiB, observer }, async (journal) => {
      await unlink(first!);
      for (let passes = 1; passes <= 3; passes++, now += PACK_RETRY_MS) await journal.upkeep();
    });
    expect(await names(dir)).toEqual(['27.vjz', '53.vj']);
    expect(failures.length).toBeGreaterThan(0);
  });
});
