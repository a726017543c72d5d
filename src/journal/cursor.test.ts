import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { batchOf, withDirectory, withJournal } from './testing.ts';

test('a cursor starts at the first entry and stays where it was committed', async () => {
  await withDirectory(async (dir) => {
    await withJournal({ dir }, async (journal) => {
      await journal.append(batchOf('a', 'b', 'c'));
      const cursor = journal.cursor('store');
      expect([cursor.position, cursor.extra]).toEqual([1, {}]);
      await cursor.commit(2, { store: 'x' });
      await cursor.commit(4);
      expect(journal.cursor('store')).toBe(cursor);
      expect(journal.cursor('tail').position).toBe(1);
    });
    await withJournal({ dir }, async (journal) => {
      const cursor = journal.cursor('store');
      expect([cursor.position, cursor.extra]).toEqual([4, { store: 'x' }]);
      await cursor.commit(1, {});
      expect(journal.status().cursors).toEqual([{ name: 'store', position: 1 }]);
    });
  });
});

test('commits that overlap are made in order, and leave one file', async () => {
  await withDirectory(async (dir) => {
    await withJournal({ dir }, async (journal) => {
      await journal.append(batchOf(...Array.from({ length: 20 }, () => 'x')));
      const cursor = journal.cursor('store');
      await Promise.all(Array.from({ length: 20 }, (_, i) => cursor.commit(i + 2)));
      expect(cursor.position).toBe(21);
      expect(await readdir(join(dir, 'cursors'))).toEqual(['store.json']);
    });
  });
});

test('a crash between writing and renaming leaves the cursor where it was', async () => {
  await withDirectory(async (dir) => {
    await withJournal({ dir }, async (journal) => {
      await journal.append(batchOf('a', 'b'));
      await journal.cursor('store').commit(2);
    });
    await writeFile(join(dir, 'cursors', 'store.json.tmp'), '{"posi');
    await withJournal({ dir }, async (journal) => {
      expect(journal.cursor('store').position).toBe(2);
    });
    expect(await readdir(join(dir, 'cursors'))).toEqual(['store.json']);
  });
});

test('a flipped byte of a cursor is noticed, and concerns that consumer alone', async () => {
  await withDirectory(async (dir) => {
    await withJournal({ dir }, async (journal) => {
      await journal.append(batchOf('a', 'b'));
      await journal.cursor('store').commit(2);
    });
    const path = join(dir, 'cursors', 'store.json');
    const bytes = await readFile(path);
    for (let at = 0; at < bytes.length - 1; at++) {
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 1;
      await writeFile(path, flipped);
      await withJournal({ dir }, async (journal) => {
        expect(() => journal.cursor('store'), `byte ${at}`).toThrow(
          expect.objectContaining({ code: 'JOURNAL_DAMAGED' }),
        );
        expect(journal.cursor('tail').position).toBe(1);
      });
    }
  });
});

test('a cursor of another journal starts anew', async () => {
  await withDirectory(async (dir) => {
    const [one, two] = [join(dir, 'one'), join(dir, 'two')];
    await withJournal({ dir: one }, async (journal) => {
      await journal.append(batchOf('a', 'b'));
      await journal.cursor('store').commit(3, { store: 'x' });
    });
    await withJournal({ dir: two }, async (journal) => {
      await journal.append(batchOf('a'));
    });
    await writeFile(join(two, 'cursors', 'store.json'), await readFile(join(one, 'cursors', 'store.json')));
    await withJournal({ dir: two }, async (journal) => {
      expect(journal.cursor('store')).toMatchObject({ position: 1, extra: {} });
      expect(journal.status().nextSeq).toBe(2);
    });
  });
});

test.each([0, 1.5, 4, -1, Number.NaN])('position %s is refused', async (position) => {
  await withDirectory(async (dir) => {
    await withJournal({ dir }, async (journal) => {
      await journal.append(batchOf('a', 'b'));
      await expect(journal.cursor('store').commit(position)).rejects.toMatchObject({ code: 'INTERNAL' });
    });
  });
});

test.each(['', '../x', 'A', 'a/b', '.hidden', 'x'.repeat(65)])('the name %j is refused', async (name) => {
  await withDirectory(async (dir) => {
    await withJournal({ dir }, async (journal) => {
      expect(() => journal.cursor(name)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
    });
  });
});
