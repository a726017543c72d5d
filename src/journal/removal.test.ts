import { mkdir, readFile, rmdir, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Reached } from './cursors.ts';
import type { Removal } from './remove-expired.ts';
import { readRemoved } from './removed.ts';
import type { Retention } from './retention.ts';
import { batchOf, ENVELOPE, readAll, segmentFiles, withDirectory, withJournal } from './testing.ts';
import { verify } from './verify.ts';

const START = Date.parse('2026-03-01T00:00:00Z');
const HOUR = 3_600_000;

/** Ten segments of one record with two entries each, received an hour apart. */
async function build(dir: string): Promise<void> {
  await withJournal({ dir, segmentBytes: 100 }, async (journal) => {
    for (let n = 0; n < 10; n++) {
      const { entries } = batchOf(`a${n}`, `b${n}`);
      const receivedAt = new Date(START + n * HOUR).toISOString();
      await journal.append({ envelope: { ...ENVELOPE, receivedAt }, entries });
    }
  });
}

interface Told {
  readonly removals: Removal[];
  readonly held: Reached[];
}

async function upkeep(dir: string, retention: Retention, now = START, pack = false): Promise<Told> {
  const told: Told = { removals: [], held: [] };
  const observer = { removed: (one: Removal) => told.removals.push(one), held: (one: Reached) => told.held.push(one) };
  await withJournal({ dir, retention, observer, pack, now: () => now }, (journal) => journal.upkeep());
  return told;
}

test.each([
  ['by age', { timeMs: 5 * HOUR }, START + 10 * HOUR, 9],
  ['by size', { bytes: 2_200 }, START, 11],
] as const)('the oldest segments are removed %s, and what is left is whole', async (_how, retention, now, firstSeq) => {
  await withDirectory(async (dir) => {
    await build(dir);
    const { nextSeq } = (await verify(dir)).head!;
    const { removals } = await upkeep(dir, retention, now);
    expect(removals).toMatchObject([{ entries: firstSeq - 1, nextSeq: firstSeq }]);
    const damage = await withJournal({ dir }, async (journal) => {
      expect(journal.status()).toMatchObject({ firstSeq, nextSeq, removed: { nextSeq: firstSeq } });
      expect((await readAll(journal)).seen.map(({ seq }) => seq)[0]).toBe(firstSeq);
      expect(journal.cursor('new').position).toBe(firstSeq);
      expect(await journal.append(batchOf('more'))).toEqual({ first: nextSeq, count: 1 });
    });
    expect(damage).toEqual([]);
    const verified = await verify(dir);
    expect(verified).toMatchObject({ ok: true, firstSeq, entries: nextSeq - firstSeq + 1 });
    expect(verified.removed).toMatchObject({ nextSeq: firstSeq, removedAt: new Date(now).toISOString() });
  });
});

test('nothing is removed that a consumer has not handled, opened or not', async () => {
  await withDirectory(async (dir) => {
    await build(dir);
    await withJournal({ dir }, async (journal) => {
      await journal.cursor('slow').commit(6);
      await journal.cursor('fast').commit(21);
    });
    expect(await upkeep(dir, { timeMs: HOUR }, START + 20 * HOUR)).toMatchObject({
      removals: [{ segments: 2, nextSeq: 5 }],
      held: [{ name: 'slow', position: 6 }],
    });
    await writeFile(join(dir, 'cursors', 'slow.json'), 'damaged');
    expect(await upkeep(dir, { timeMs: HOUR }, START + 20 * HOUR)).toMatchObject({
      removals: [],
      held: [{ position: 0 }],
    });
    await unlink(join(dir, 'cursors', 'slow.json'));
    expect(await upkeep(dir, { timeMs: HOUR }, START + 20 * HOUR)).toMatchObject({
      removals: [{ nextSeq: 19 }],
      held: [],
    });
    expect((await verify(dir)).ok).toBe(true);
  });
});

test('the segment that is written stays, however large it is', async () => {
  await withDirectory(async (dir) => {
    await build(dir);
    await upkeep(dir, { bytes: 1 });
    expect(await segmentFiles(dir)).toHaveLength(1);
    expect(await upkeep(dir, { bytes: 1 })).toEqual({ removals: [], held: [] });
    expect(await verify(dir)).toMatchObject({ ok: true, firstSeq: 19, entries: 2 });
  });
});

test('a journal into which little comes, or nothing any more, becomes empty all the same', async () => {
  await withDirectory(async (dir) => {
    const now = { ms: START };
    const options = { dir, retention: { timeMs: 10 * HOUR }, now: () => now.ms };
    await withJournal(options, async (journal) => {
      const receivedAt = new Date(START).toISOString();
      await journal.append({ envelope: { ...ENVELOPE, receivedAt }, entries: batchOf('a').entries });
      await journal.upkeep();
      expect(await segmentFiles(dir)).toHaveLength(1);
      now.ms = START + HOUR + 1;
      const [, appended] = await Promise.all([journal.upkeep(), journal.append(batchOf('b'))]);
      expect(appended).toEqual({ first: 2, count: 1 });
      expect((await readAll(journal)).seen.map(({ raw }) => raw)).toEqual(['a', 'b']);
      now.ms = Date.now() + 11 * HOUR;
      await journal.upkeep();
      expect(journal.status()).toMatchObject({ firstSeq: 3, nextSeq: 3, segments: 1 });
      expect(await journal.append(batchOf('c'))).toEqual({ first: 3, count: 1 });
    });
    expect(await verify(dir)).toMatchObject({ ok: true, entries: 1, removed: { nextSeq: 3 } });
  });
});

test('a crash between the note and the removal is made good on opening', async () => {
  await withDirectory(async (dir) => {
    await build(dir);
    const paths = await segmentFiles(dir);
    const removedFiles = await Promise.all(
      paths.slice(0, 4).map(async (path) => [path, await readFile(path)] as const),
    );
    await upkeep(dir, { timeMs: 5 * HOUR }, START + 10 * HOUR);
    for (const [path, bytes] of removedFiles) await writeFile(path, bytes);
    expect(await verify(dir)).toMatchObject({ ok: true, firstSeq: 1, entries: 20 });
    await withJournal({ dir }, async (journal) => expect(journal.status().firstSeq).toBe(9));
    expect((await segmentFiles(dir)).slice(0, 6)).toEqual(paths.slice(4));
  });
});

test('a damaged segment is removed like any other', async () => {
  await withDirectory(async (dir) => {
    await build(dir);
    const paths = await segmentFiles(dir);
    await writeFile(paths[2]!, Buffer.alloc((await stat(paths[2]!)).size));
    const header = await readFile(paths[5]!);
    header[40]! ^= 1;
    await writeFile(paths[5]!, header);
    // The header of the first segment that is left is damaged: its first record says what was before.
    await upkeep(dir, { timeMs: 4 * HOUR }, START + 10 * HOUR);
    expect((await readRemoved(dir, (await verify(dir)).journal!))?.nextSeq).toBe(11);
    expect((await verify(dir)).findings).toMatchObject([{ kind: 'damaged', offset: 0 }]);
  });
});

test.each<[string, (dir: string) => Promise<unknown>, readonly object[]]>([
  ['its note is gone', (dir) => unlink(join(dir, 'removed.json')), [{ kind: 'missing', firstSeq: 1, count: 8 }]],
  [
    'its note is damaged',
    async (dir) => writeFile(join(dir, 'removed.json'), `x${await readFile(join(dir, 'removed.json'), 'utf8')}`),
    [{ kind: 'damaged', segment: 'removed.json' }],
  ],
  [
    'more is gone than the note says',
    async (dir) => unlink((await segmentFiles(dir))[0]!),
    [{ kind: 'missing', firstSeq: 9, count: 2 }],
  ],
  ['the note has no line end', async (dir) => writeFile(join(dir, 'removed.json'), '{}'), [{ kind: 'damaged' }]],
])('verify finds that %s', async (_what, change, findings) => {
  await withDirectory(async (dir) => {
    await build(dir);
    await upkeep(dir, { timeMs: 5 * HOUR }, START + 10 * HOUR);
    await change(dir);
    expect((await verify(dir)).findings).toMatchObject(findings);
  });
});

test('a checkpoint of what was removed is out of reach, one at the boundary and one after it are compared', async () => {
  await withDirectory(async (dir) => {
    const checkpoints: { nextSeq: number; hash: string }[] = [];
    await withJournal({ dir, segmentBytes: 100 }, async (journal) => {
      for (let n = 0; n < 4; n++) {
        await journal.append(batchOf(`${n}`));
        const { nextSeq, hash } = journal.status();
        checkpoints.push({ nextSeq, hash });
      }
    });
    await upkeep(dir, { bytes: 800 });
    const verified = await verify(dir, { checkpoints });
    expect(verified).toMatchObject({ ok: true, removed: checkpoints[1]!, outOfReach: [checkpoints[0]] });
    const wrong = checkpoints.map(({ nextSeq }) => ({ nextSeq, hash: '0'.repeat(64) }));
    expect((await verify(dir, { checkpoints: wrong })).findings).toMatchObject([
      { kind: 'altered', segment: 'removed.json' },
      { kind: 'altered', firstSeq: 3 },
      { kind: 'altered', firstSeq: 4 },
    ]);
  });
});

test('who reads while the oldest segments are removed gets all that is left, and takes nothing for damage', async () => {
  await withDirectory(async (dir) => {
    await build(dir);
    const options = { dir, retention: { timeMs: 5 * HOUR }, now: () => START + 10 * HOUR };
    const damage = await withJournal(options, async (journal) => {
      const reader = journal.read({ from: 1, maxBytes: 1 })[Symbol.asyncIterator]();
      const recent = journal.recentHashes(20)[Symbol.asyncIterator]();
      const first = await recent.next();
      expect([(await reader.next()).value?.next, first.value?.firstSeq]).toEqual([3, 1]);
      await journal.upkeep();
      expect(journal.status().firstSeq).toBe(9);
      const read: number[] = [];
      for (let step = await reader.next(); !step.done; step = await reader.next()) {
        for (const { firstSeq } of step.value.records) read.push(firstSeq);
      }
      const hashed: number[] = [];
      for (let step = await recent.next(); !step.done; step = await recent.next()) hashed.push(step.value.firstSeq);
      expect(read).toEqual([9, 11, 13, 15, 17, 19]);
      expect(hashed).toEqual([9, 11, 13, 15, 17, 19]);
    });
    expect(damage).toEqual([]);
  });
});

test('who was slow at the end of the journal, whose part was then removed, takes nothing for damage', async () => {
  await withDirectory(async (dir) => {
    const options = { dir, segmentBytes: 100, retention: { bytes: 1 } };
    const damage = await withJournal(options, async (journal) => {
      await journal.append(batchOf('a'));
      const reader = journal.read({ from: 1, follow: true })[Symbol.asyncIterator]();
      expect((await reader.next()).value?.next).toBe(2);
      for (const raw of ['b', 'c', 'd']) await journal.append(batchOf(raw));
      await journal.upkeep();
      expect(journal.status().firstSeq).toBe(4);
      expect((await reader.next()).value).toMatchObject({ next: 5, records: [{ firstSeq: 4 }] });
      await reader.return?.(undefined);
    });
    expect(damage).toEqual([]);
  });
});

test('a file that cannot be removed keeps no other from being removed, and is removed on opening', async () => {
  await withDirectory(async (dir) => {
    await build(dir);
    const [first] = await segmentFiles(dir);
    const bytes = await readFile(first!);
    const failures: Error[] = [];
    const removals: Removal[] = [];
    const observer = {
      upkeepFailed: (error: Error) => failures.push(error),
      removed: (removal: Removal) => removals.push(removal),
    };
    const options = { dir, retention: { bytes: 1 }, observer };
    await withJournal(options, async (journal) => {
      // A folder cannot be unlinked.
      await unlink(first!);
      await mkdir(first!);
      await journal.upkeep();
      expect(failures).toHaveLength(1);
      // All of it is out of the journal; of its bytes, those of the file that stayed are still there.
      expect(removals).toEqual([{ segments: 9, entries: 18, bytes: 8 * bytes.length, nextSeq: 19 }]);
      expect(await segmentFiles(dir)).toHaveLength(2);
      expect(journal.status()).toMatchObject({ firstSeq: 19, segments: 1, bytes: 2 * bytes.length });
    });
    await rmdir(first!);
    await writeFile(first!, bytes);
    await withJournal({ dir }, async (journal) => expect(journal.status().firstSeq).toBe(19));
    expect(await segmentFiles(dir)).toHaveLength(1);
    expect((await verify(dir)).ok).toBe(true);
  });
});
