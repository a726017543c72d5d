import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout: the nearest folder above that holds `bin/verbatim.js`, from the sources as from `dist`. */
export function rootFolder(): string {
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('..', folder)) {
    const path = fileURLToPath(folder);
    if (existsSync(join(path, 'bin', 'verbatim.js')) || folder.pathname === '/') return path;
  }
}

/** The command-line program as users run it. */
export const PROGRAM = join(rootFolder(), 'bin', 'verbatim.js');
/** The built load generator. */
export const LOAD_GENERATOR = join(rootFolder(), 'dist', 'bench', 'load', 'main.js');
