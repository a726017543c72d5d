import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { VerbatimError } from '../../errors.ts';

const DEFAULT_DATA = './data';
const SEGMENT = /^\d{20}\.vjz?$/;

/** The folder of a journal: `journal` in a data directory, or the folder itself where that is a copy of one. */
export async function findJournal(data: string | undefined): Promise<string> {
  const given = data || DEFAULT_DATA;
  for (const dir of [join(given, 'journal'), given]) if (await holdsSegments(dir)) return dir;
  throw new VerbatimError('FILE_UNREADABLE', `There is no journal in ${given}; --data names where it is.`);
}

async function holdsSegments(dir: string): Promise<boolean> {
  try {
    return (await readdir(dir)).some((name) => SEGMENT.test(name));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw new VerbatimError('FILE_UNREADABLE', `${dir} cannot be read: ${(cause as Error).message}.`, { cause });
  }
}
