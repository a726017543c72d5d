import { hash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openJournal } from './journal.ts';
import { batchOf, ENVELOPE, readAll, segmentFiles, withDirectory, withJournal } from './testing.ts';
import type { Flush } from './writer.ts';

test('gives back what was appended, now and after reopening', async () => {
  await withDirectory(async (dir) => {
    const meta = { quarantine: { reason: 'invalid-json', detail: 'No value.' } };
    const expected = [
      { seq: 1, raw: 'a' },
      { seq: 2, raw: 'b' },
      { seq: 3, raw: '{', meta },
    ];
    let id = '';
    await withJournal({ dir }, async (journal) => {
      id = journal.id;
      expect(await journal.append(batchOf('a', 'b'))).toEqual({ first: 1, count: 2 });
      const quarantined = { envelope: ENVELOPE, entries: [{ raw: Buffer.from('{'), meta }] };
      expect(await journal.append(quarantined)).toEqual({ first: 3, count: 1 });
      expect(await readAll(journal)).toEqual({ seen: expected, next: 4 });
    });
    await withJournal({ dir }, async (journal) => {
      expect(journal.id).toBe(id);
      expect(id).toMatch(/^[a-z0-9]{8}$/);
      expect(await readAll(journal)).toEqual({ seen: expected, next: 4 });
      expect((await readAll(journal, 2)).seen).toEqual(expected.slice(1));
      expect(await readAll(journal, 4)).toEqual({ seen: [], next: 4 });
      expect(journal.status()).toMatchObject({ firstSeq: 1, nextSeq: 4, segments: 1, torn: undefined });
    });
  });
});

test('appends that arrive together share one fdatasync', async () => {
  await withDirectory(async (dir) => {
    const flushes: Flush[] = [];
    await withJournal({ dir, observer: { flushed: (flush) => flushes.push(flush) } }, async (journal) => {
      const appended = await Promise.all(Array.from({ length: 100 }, (_, i) => journal.append(batchOf(`${i}`, 'x'))));
      expect(appended.map(({ first }) => first)).toEqual(Array.from({ length: 100 }, (_, i) => 2 * i + 1));
    });
    expect(flushes).toHaveLength(1);
    expect(flushes[0]).toMatchObject({ records: 100, entries: 200 });
  });
});

test('appends that arrive during a commit make the next one', async () => {
  await withDirectory(async (dir) => {
    const groups: number[] = [];
    await withJournal({ dir, observer: { flushed: ({ records }) => groups.push(records) } }, async (journal) => {
      const first = journal.append(batchOf('first'));
      await new Promise(setImmediate);
      await Promise.all([first, ...Array.from({ length: 9 }, () => journal.append(batchOf('later')))]);
    });
    expect(groups).toEqual([1, 9]);
  });
});

test('rolls segments; a larger record has one of its own', async () => {
  await withDirectory(async (dir) => {
    await withJournal({ dir, segmentBytes: 1000 }, async (journal) => {
      for (const size of [300, 300, 5000, 10, 10]) await journal.append(batchOf('x'.repeat(size)));
      const { segments, bytes } = journal.status();
      expect(segments).toBe(4);
      expect(bytes).toBeGreaterThan(5620);
    });
    expect((await segmentFiles(dir)).map((path) => Number(path.slice(-23, -3)))).toEqual([1, 2, 3, 4]);
    await withJournal({ dir, segmentBytes: 1000 }, async (journal) => {
      expect((await readAll(journal)).seen.map(({ seq, raw }) => [seq, raw.length])).toEqual([
        [1, 300],
        [2, 300],
        [3, 5000],
        [4, 10],
        [5, 10],
      ]);
      expect((await readAll(journal, 4)).seen).toHaveLength(2);
    });
  });
});

test('follows the durable end across segments, in batches of a bounded size, until it is told to stop', async () => {
  await withDirectory(async (dir) => {
    await withJournal({ dir, segmentBytes: 700 }, async (journal) => {
      const stop = new AbortController();
      const seen: number[] = [];
      const reading = (async () => {
        for await (const { records, next } of journal.read({
          from: 3,
          follow: true,
          maxBytes: 1,
          signal: stop.signal,
        })) {
          expect(records).toHaveLength(1);
          seen.push(...records.flatMap(({ entries }) => entries.map(({ seq }) => seq)));
          if (next === 21) stop.abort();
        }
      })();
      for (let i = 0; i < 20; i++) await journal.append(batchOf(`${i}`.repeat(100)));
      await reading;
      expect(seen).toEqual(Array.from({ length: 18 }, (_, i) => i + 3));
    });
  });
});

test('closing ends those who follow, after what was accepted', async () => {
  await withDirectory(async (dir) => {
    const journal = await openJournal({ dir });
    const waiting = journal.waitFor(9);
    let next = 0;
    const reading = (async () => {
      for await (const batch of journal.read({ from: 1, follow: true })) next = batch.next;
    })();
    const appending = journal.append(batchOf('a', 'b'));
    await journal.close();
    await reading;
    expect(await appending).toEqual({ first: 1, count: 2 });
    expect([await waiting, next]).toEqual([false, 3]);
    await expect(journal.append(batchOf('c'))).rejects.toMatchObject({ code: 'PUSH_BACK' });
  });
});

test('pushes back when too much waits, and at the disk quota', async () => {
  await withDirectory(async (dir) => {
    await withJournal({ dir, maxPendingBytes: 1000, maxBytes: 20_000 }, async (journal) => {
      const large = journal.append(batchOf('x'.repeat(5000)));
      await expect(journal.append(batchOf('y'))).rejects.toMatchObject({ code: 'PUSH_BACK' });
      await large;
      expect(journal.status().pendingBytes).toBe(0);
      await journal.append(batchOf('y'.repeat(12_000)));
      await expect(journal.append(batchOf('z'.repeat(3000)))).rejects.toMatchObject({ code: 'PUSH_BACK', status: 503 });
      expect((await readAll(journal)).next).toBe(3);
    });
  });
});

test('recent hashes are those of the last entries, in order', async () => {
  await withDirectory(async (dir) => {
    await withJournal({ dir, segmentBytes: 1000 }, async (journal) => {
      for (let i = 0; i < 20; i++) await journal.append(batchOf(`a${i}`, `b${i}`, 'x'.repeat(300)));
      const hashes: string[] = [];
      for await (const recent of journal.recentHashes(7)) {
        expect(recent.envelope).toEqual(ENVELOPE);
        hashes.push(...recent.hashes.map((one) => Buffer.from(one, 'latin1').toString('hex')));
      }
      const raws = ['x'.repeat(300), 'a18', 'b18', 'x'.repeat(300), 'a19', 'b19', 'x'.repeat(300)];
      expect(hashes).toEqual(raws.map((raw) => hash('sha256', raw)));
    });
  });
});

test('any batches in segments of any size are given back in order, whenever the journal is reopened', async () => {
  const batches = fc.array(fc.array(fc.uint8Array({ maxLength: 400 }), { minLength: 1, maxLength: 8 }), {
    minLength: 1,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(batches, fc.integer({ min: 1, max: 4000 }), fc.nat(11), async (rounds, segmentBytes, cut) => {
      await withDirectory(async (dir) => {
        const wanted = rounds.flat().map((raw, i) => ({ seq: i + 1, raw: Buffer.from(raw).toString() }));
        for (const part of [rounds.slice(0, cut), rounds.slice(cut)]) {
          await withJournal({ dir, segmentBytes }, async (journal) => {
            await Promise.all(part.map((raws) => journal.append(batchOf(...raws))));
          });
        }
        await withJournal({ dir, segmentBytes }, async (journal) => {
          expect(await readAll(journal, 1, 500)).toEqual({ seen: wanted, next: wanted.length + 1 });
          const from = Math.ceil(wanted.length / 2);
          expect((await readAll(journal, from)).seen).toEqual(wanted.slice(from - 1));
          expect(journal.status().damage.places).toBe(0);
        });
      });
    }),
    { numRuns: 30 },
  );
});
