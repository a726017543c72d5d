import { createReadStream, type Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Something to read: a file, or standard input. */
export interface Input {
  /** How it is called in messages: its path, or `-`. */
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
      const found = await stat(path);
      if (!found.isDirectory()) {
        inputs.push(fileInput(path, found.isFile() ? found.size : 0, given));
        return;
      }
      for (const entry of (await readdir(path, { withFileTypes: true })).sort(byName)) {
        if (isWanted(entry)) await add(join(path, entry.name), false);
      }
    } catch (error) {
      failures.push({ name: path, error });
    }
  }
  for (const path of paths) {
    if (path === '-') inputs.push({ name: '-', size: 0, given: true, open: stdin });
    else await add(path, true);
  }
  return { inputs, failures };
}

function fileInput(path: string, size: number, given: boolean): Input {
  return { name: path, size, given, open: () => createReadStream(path, { highWaterMark: READ_BYTES }) };
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Folders, files and links; reading a socket or a pipe that lies in a folder could wait for ever. */
function isWanted(entry: Dirent): boolean {
  return !entry.name.startsWith('.') && (entry.isDirectory() || entry.isFile() || entry.isSymbolicLink());
}
