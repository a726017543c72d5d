import { stat } from 'node:fs/promises';
import type { Directory } from '../actors/directory.ts';
import { VerbatimError } from '../errors.ts';
import { fsPath } from '../event/file-path.ts';
import type { Context } from './context.ts';
import type { Events } from './events.ts';
import { givenPath } from './import/given-path.ts';
import { namingQuery } from './name-query.ts';
import { visible } from './render/visible.ts';

/** Where the questions of one command are answered. */
export interface EventsOptions {
  /** The data directory whose `admin.token` is used. */
  readonly data?: string | undefined;
  /** Files, folders and archives to read instead of asking a server. */
  readonly file?: readonly string[] | undefined;
  /** Who is who in files. */
  readonly actors?: string | undefined;
}

/** Throws USAGE for a path where nothing is, before anything is answered, and FILE_UNREADABLE as `givenPath` does. */
export async function openEvents(context: Context, { data, file, actors }: EventsOptions): Promise<Events> {
  if (file) return namingQuery(await openFiles(context, file, actors));
  if (actors) {
    throw new VerbatimError('USAGE', '--actors is for --file; a server knows who is who from its own configuration.');
  }
  return namingQuery(await openServer(context, data));
}

// Server and files each bring much that the other does not need.

async function openServer({ io, note }: Context, data: string | undefined): Promise<Events> {
  const { openServerEvents } = await import('./client/open-server-events.ts');
  return openServerEvents(io.env, data, note);
}

async function openFiles({ io, note }: Context, paths: readonly string[], actors?: string): Promise<Events> {
  await mustExist(paths);
  const directory = actors === undefined ? undefined : await readDirectory(actors);
  const { createLocalEvents } = await import('./local/local-events.ts');
  return createLocalEvents({ paths, stdin: () => io.stdin, note, now: Date.now() * MICROS_A_MILLISECOND, directory });
}

/** It brings the reader of YAML with it. */
async function readDirectory(file: string): Promise<Directory> {
  const { directoryFrom } = await import('./local/directory.ts');
  return directoryFrom(file);
}

const MICROS_A_MILLISECOND = 1_000;

async function mustExist(paths: readonly string[]): Promise<void> {
  const missing: string[] = [];
  for (const path of paths) {
    if (path !== '-' && (await isMissing(path))) missing.push(`“${visible(path)}”`);
  }
  if (missing.length === 0) return;
  const hint = paths.length > 1 ? '; a query goes before --file' : '';
  throw new VerbatimError('USAGE', `There is no file ${missing.join(', ')}${hint}.`);
}

/** What is there and cannot be read is another matter. */
async function isMissing(path: string): Promise<boolean> {
  try {
    await stat(fsPath(await givenPath(path)));
    return false;
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}
