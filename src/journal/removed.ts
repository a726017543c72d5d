import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeNote, encodeNote, replaceFile } from './note.ts';

/** What retention has removed: everything before number `nextSeq`. With it the chain can be verified without its beginning. */
export interface Removed {
  readonly journal: string;
  /** The number of the first entry that was kept. */
  readonly nextSeq: number;
  /** The hash of the last removed record, hexadecimal. */
  readonly hash: string;
  /** When the last of it was removed, RFC 3339. */
  readonly removedAt: string;
}

const NAME = 'removed.json';

/** What was removed from the journal in `dir`; `undefined` if nothing was, or if the note is damaged or of another journal. */
export async function readRemoved(dir: string, journal: string): Promise<Removed | undefined> {
  const text = await readFile(join(dir, NAME), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const removed = decodeNote<Removed>(text);
  return removed?.journal === journal ? removed : undefined;
}

/** Notes durably what is about to be removed. */
export async function writeRemoved(dir: string, removed: Removed): Promise<void> {
  await replaceFile(dir, NAME, encodeNote(removed));
}
