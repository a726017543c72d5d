import { readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { VerbatimError } from '../errors.ts';
import type { Chain } from './chain.ts';
import { CURSOR_SUFFIX, type Cursor, createCursor, decodeCursor, type StoredCursor } from './cursor.ts';

/** What a directory of cursors holds, by name; `undefined` stands for one whose file is damaged. */
export type StoredCursors = ReadonlyMap<string, StoredCursor | undefined>;

/** The cursors of a journal, each opened once. */
export interface Cursors {
  open(name: string): Cursor;
  /** Those that have been opened. */
  opened(): readonly Cursor[];
}

/** Reads all cursors of a directory, and removes what a crash left of one that was being written. */
export async function loadCursors(dir: string): Promise<StoredCursors> {
  const cursors = new Map<string, StoredCursor | undefined>();
  for (const file of await readdir(dir)) {
    const path = join(dir, file);
    if (file.endsWith('.tmp')) {
      await unlink(path);
    } else if (file.endsWith(CURSOR_SUFFIX)) {
      cursors.set(file.slice(0, -CURSOR_SUFFIX.length), decodeCursor(await readFile(path, 'utf8')));
    }
  }
  return cursors;
}

/** The furthest position of any cursor of this journal. */
export function furthest(stored: StoredCursors, journal: string): number {
  let position = 1;
  for (const cursor of stored.values()) {
    if (cursor?.journal === journal) position = Math.max(position, cursor.position);
  }
  return position;
}

export function createCursors(dir: string, stored: StoredCursors, chain: Chain): Cursors {
  const opened = new Map<string, Cursor>();

  function open(name: string): Cursor {
    const known = opened.get(name);
    if (known) return known;
    const kept = stored.get(name);
    if (stored.has(name) && !kept) {
      const detail = 'A cursor’s file is damaged; without it the consumer starts again from the first entry.';
      throw new VerbatimError('JOURNAL_DAMAGED', detail, { name, dir });
    }
    const first = { journal: chain.id, position: chain.segments[0]!.firstSeq, extra: {} };
    const start = kept?.journal === chain.id ? kept : first;
    const cursor = createCursor(dir, name, start, () => chain.nextSeq);
    opened.set(name, cursor);
    return cursor;
  }

  return { open, opened: () => [...opened.values()] };
}
