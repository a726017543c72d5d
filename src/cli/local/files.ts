import { mkdirSync, symlinkSync, unlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fsPath } from '../../event/file-path.ts';
import type { Input } from '../import/inputs.ts';
import { fileEngine } from './engine.ts';
import { createPlaces, type Places } from './places.ts';
import { type Way, wayOf } from './way.ts';

/** The files of one command, and how each is read. */
export interface Files {
  readonly inputs: readonly Input[];
  readonly places: Places;
  /** Which of them are for the general way, as indexes. */
  readonly general: () => readonly number[];
  /** Reads these in the general way from now on. */
  readonly readGenerally: (files: readonly number[]) => void;
  /** Which of the files that the engine reads are packed. */
  readonly packed: () => readonly number[];
  /** The paths of those that are not. */
  readonly plain: () => readonly string[];
  /** A pattern of the paths of those that the engine reads, `undefined` if there is none. */
  readonly pattern: () => Promise<string | undefined>;
}

/** Commands of one process have a folder each. */
let folders = 0;

/** The engine gets the files through links of its own naming: in its patterns, names of files would have a meaning. */
export async function openFiles(inputs: readonly Input[]): Promise<Files> {
  const ways: Way[] = await Promise.all(inputs.map(wayOf));
  const folder = `files-${folders++}`;
  let linked: string | undefined;

  const linkOf = (file: number) => (ways[file] === 'gzip-lines' ? `${file}.gz` : String(file));
  const indexes = (wanted: (way: Way) => boolean) => ways.flatMap((way, file) => (wanted(way) ? [file] : []));

  async function link(): Promise<string> {
    const path = join((await fileEngine()).folder, folder);
    mkdirSync(path);
    for (const file of indexes((way) => way !== 'general')) {
      symlinkSync(fsPath(resolve((inputs[file] as Input).name)), join(path, linkOf(file)));
    }
    return path;
  }

  return {
    inputs,
    places: createPlaces(inputs),
    general: () => indexes((way) => way === 'general'),
    readGenerally: (files) => {
      for (const file of files) {
        if (linked && ways[file] !== 'general') unlinkSync(join(linked, linkOf(file)));
        ways[file] = 'general';
      }
    },
    packed: () => indexes((way) => way === 'gzip-lines'),
    plain: () => indexes((way) => way === 'lines').map((file) => (inputs[file] as Input).name),
    pattern: async () => {
      if (indexes((way) => way !== 'general').length === 0) return undefined;
      linked ??= await link();
      return join(linked, '*');
    },
  };
}
