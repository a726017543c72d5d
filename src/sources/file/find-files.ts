import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { fsPath, nameOf } from '../../event/file-path.ts';
import { ANY_DEPTH, type GlobPart } from './glob.ts';

export interface FindOptions {
  /** Told of a folder that cannot be read; what is not there is no failure. */
  readonly onFailure: (path: string, error: NodeJS.ErrnoException) => void;
}

/** Folders below `**`. Deeper trees than this are mounted into themselves. */
const MAX_DEPTH = 32;

/**
 * The paths that fit a pattern, as `nameOf` writes them, files or not, each once. Reads only folders that the pattern leads into; `**` does not
 * follow links to folders, so it comes to an end.
 */
export async function* findFiles(parts: readonly GlobPart[], options: FindOptions): AsyncGenerator<string> {
  yield* below('', parts, options, 0);
}

async function* below(
  folder: string,
  parts: readonly GlobPart[],
  options: FindOptions,
  depth: number,
): AsyncGenerator<string> {
  const [part, ...rest] = parts;
  if (part === undefined) return;
  const isLast = rest.length === 0;
  if (typeof part === 'string') {
    const path = `${folder}/${part}`;
    if (isLast) yield path;
    else yield* below(path, rest, options, depth);
    return;
  }
  if (part === ANY_DEPTH) {
    if (!isLast) yield* below(folder, rest, options, depth);
    if (depth >= MAX_DEPTH) return;
    for (const entry of await entriesOf(folder, options)) {
      const name = nameOf(entry.name);
      if (name.startsWith('.')) continue;
      const path = `${folder}/${name}`;
      if (entry.isDirectory()) yield* below(path, parts, options, depth + 1);
      else if (isLast) yield path;
    }
    return;
  }
  for (const entry of await entriesOf(folder, options)) {
    const name = nameOf(entry.name);
    if (!part.test(name)) continue;
    const path = `${folder}/${name}`;
    if (!isLast) yield* entry.isFile() ? [] : below(path, rest, options, depth);
    else if (!entry.isDirectory()) yield path;
  }
}

const NOT_THERE: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR']);

async function entriesOf(folder: string, { onFailure }: FindOptions): Promise<Dirent<Buffer>[]> {
  try {
    return await readdir(folder === '' ? '/' : fsPath(folder), { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    const failure = error as NodeJS.ErrnoException;
    if (!NOT_THERE.has(failure.code)) onFailure(folder, failure);
    return [];
  }
}
