import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { VerbatimError } from '../../errors.ts';
import { fsPath, nameOf } from '../../event/file-path.ts';

/** What node makes of bytes of an argument that are no UTF-8. */
const REPLACEMENT = '\ufffd';
const MOST_TOLD = 3;

/**
 * The path that somebody typed, as `nameOf` writes paths: what is there as it was typed is meant, else it may be typed with
 * `\xNN`. FILE_UNREADABLE for one whose bytes are no UTF-8: they have not arrived, but how to write them can be told.
 */
export async function givenPath(path: string): Promise<string> {
  if (await isThere(path)) return nameOf(Buffer.from(path));
  if (!path.includes(REPLACEMENT)) return path;
  const meant = (await namesBeside(path)).slice(0, MOST_TOLD).map((name) => `"${name}"`);
  const advice =
    meant.length > 0 ? `write ${meant.join(' or ')}, in quotes` : 'write each of the other bytes as \\xNN, in quotes';
  throw new VerbatimError('FILE_UNREADABLE', `Its name is not UTF-8: ${advice}, or name the folder that it is in.`);
}

async function isThere(path: string | Buffer): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** The paths beside it that would have arrived in the same way. */
async function namesBeside(path: string): Promise<string[]> {
  const folder = dirname(path);
  const names = await readdir(fsPath(folder), { encoding: 'buffer' }).catch(() => []);
  const alike = names.filter((name) => name.toString() === basename(path));
  return alike.map((name) => (folder === '.' ? nameOf(name) : `${folder}/${nameOf(name)}`));
}
