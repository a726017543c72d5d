import { createReadStream, type Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fsPath, nameOf } from '../../event/file-path.ts';
import { givenPath } from './given-path.ts';

/** Something to read: a file, or standard input. */
export interface Input {
  /** How it is called in messages: its path as `nameOf` writes it, or `-`. */
  readonly name: string;
  /** In bytes, as it lies on the disk; 0 where it is not known beforehand. */
  readonly size: number;
  /** Whether the caller named it; what is only found in a folder or an archive may be something else than a log. */
  readonly given: boolean;
  readonly open: () => AsyncIterable<Uint8Array>;
}

export interface Inputs {
  readonly inputs: readonly Input[];
  /** Paths that cannot be read, with the reason. */
  readonly failures: readonly { readonly name: string; readonly error: unknown }[];
}

const DOT = 0x2e;
/** Bytes a read. Larger reads save calls; much larger ones only memory. */
const READ_BYTES = 256 * 1024;

/**
 * The files that paths stand for: a folder is all files below it, sorted by name, without those whose name begins
 * with a dot. `-` is standard input.
 */
export async function inputsOf(paths: readonly string[], stdin: () => AsyncIterable<Uint8Array>): Promise<Inputs> {
  const inputs: Input[] = [];
  const failures: { name: string; error: unknown }[] = [];
  async function add(path: string, given: boolean): Promise<void> {
    try {
      const found = await stat(fsPath(path));
      if (!found.isDirectory()) {
        inputs.push(fileInput(path, found.isFile() ? found.size : 0, given));
        return;
      }
      const entries = await readdir(fsPath(path), { withFileTypes: true, encoding: 'buffer' });
      const names = entries.flatMap((entry) => (isWanted(entry) ? [nameOf(entry.name)] : []));
      for (const name of names.sort(byUnits)) await add(join(path, name), false);
    } catch (error) {
      failures.push({ name: path, error });
    }
  }
  async function addGiven(path: string): Promise<void> {
    try {
      await add(await givenPath(path), true);
    } catch (error) {
      failures.push({ name: path, error });
    }
  }

  for (const path of paths) {
    if (path === '-') inputs.push({ name: '-', size: 0, given: true, open: stdin });
    else await addGiven(path);
  }
  return { inputs, failures };
}

function fileInput(path: string, size: number, given: boolean): Input {
  return { name: path, size, given, open: () => createReadStream(fsPath(path), { highWaterMark: READ_BYTES }) };
}

/** As `<` compares. */
function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Folders, files and links; reading a socket or a pipe that lies in a folder could wait for ever. */
function isWanted(entry: Dirent<Buffer>): boolean {
  return entry.name[0] !== DOT && (entry.isDirectory() || entry.isFile() || entry.isSymbolicLink());
}
