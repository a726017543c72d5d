import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fsPath, nameOf } from '../../event/file-path.ts';
import { findFiles } from './find-files.ts';
import type { Entry, Look } from './followed.ts';
import type { GlobPart } from './glob.ts';
import type { FileObserver } from './observer.ts';
import { lookAt } from './open-files.ts';

/** An entry and where its files are. */
export interface Place extends Entry {
  readonly patterns: readonly (readonly GlobPart[])[];
  readonly excludes: (path: string) => boolean;
  /** Whether a file at a path is one of them. */
  readonly leadsTo: (path: string) => boolean;
}

/** Names in a folder that are looked at for one file. Folders of rotated files hold fewer. */
const MAX_NAMES = 1_000;

/** A file that was found. */
export interface Found {
  readonly path: string;
  readonly entry: Entry;
  readonly look: Look;
}

/** The files of some entries, each once: what two paths or entries lead to belongs to the first. */
export async function* discover(places: readonly Place[], observer: FileObserver): AsyncGenerator<Found> {
  for (const place of places) {
    for (const parts of place.patterns) {
      const onFailure = (path: string, error: Error) => observer.failed(place.id, path, error);
      for await (const path of findFiles(parts, { onFailure })) {
        if (place.excludes(path)) continue;
        const look = await lookAt(path).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') onFailure(path, error);
        });
        if (look) yield { path, entry: place, look };
      }
    }
  }
}

/** Where in its folder a file is that no pattern leads to any more: rotation may have given it any name. */
export async function findRenamed(path: string, inode: string): Promise<{ path: string; look: Look } | undefined> {
  for await (const file of filesIn(dirname(path))) if (file.look.inode === inode) return file;
  return undefined;
}

/** The files of a folder, whatever their names: those of its first `limit` names. */
export async function* filesIn(folder: string, limit = MAX_NAMES): AsyncGenerator<{ path: string; look: Look }> {
  const names = await readdir(fsPath(folder), { encoding: 'buffer' }).catch(() => []);
  for (const name of names.slice(0, limit)) {
    const path = `${folder}/${nameOf(name)}`;
    const look = await lookAt(path).catch(() => undefined);
    if (look) yield { path, look };
  }
}
