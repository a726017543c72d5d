import { readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { VerbatimError } from '../errors.ts';
import type { Chain } from './chain.ts';
import { CURSOR_SUFFIX, type Cursor, createCursor, type StoredCursor } from './cursor.ts';
import { decodeNote } from './note.ts';

/** What a directory of cursors holds, by name; `undefined` stands for one whose file is damaged. */
export type StoredCursors = ReadonlyMap<string, StoredCursor | undefined>;

/** How far a consumer is. */
export interface Reached {
  readonly name: string;
  readonly position: number;
}

/** The cursors of a journal, each opened once. */
export interface Cursors {
  open(name: string): Cursor;
  /** Those that have been opened. */
  opened(): readonly Cursor[];
  /** Who has handled least, opened or not; `undefined` without any cursor. A damaged file counts as 0: nobody knows. */
  last(): Reached | undefined;
}

/** Reads all cursors of a directory, and removes what a crash left of one that was being written. */
export async function loadCursors(dir: string): Promise<StoredCursors> {
  const cursors = new Map<string, StoredCursor | undefined>();
  for (const file of await readdir(dir)) {
    const path = join(dir, file);
    if (file.endsWith('.tmp')) {
      await unlink(path);
    } else if (file.endsWith(CURSOR_SUFFIX)) {
      cursors.set(file.slice(0, -CURSOR_SUFFIX.length), decodeNote<StoredCursor>(await readFile(path, 'utf8')));
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

  function last(): Reached | undefined {
    const reached: Reached[] = [...opened.values()].map(({ name, position }) => ({ name, position }));
    for (const [name, kept] of stored) {
      if (opened.has(name) || (kept && kept.journal !== chain.id)) continue;
      reached.push({ name, position: kept?.position ?? 0 });
    }
    return reached.reduce<Reached | undefined>(
      (least, one) => (least && least.position <= one.position ? least : one),
      undefined,
    );
  }

  return { open, opened: () => [...opened.values()], last };
}
