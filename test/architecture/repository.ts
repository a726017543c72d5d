import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** An import of a file by a file; both are paths from the root of the repository, with `/`. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every file below some folders, as paths from the root, sorted. */
export function filesBelow(...folders: readonly string[]): string[] {
  const found = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true }).map((name) => join(folder, String(name))),
  );
  return found
    .filter((path) => statSync(join(ROOT, path)).isFile())
    .map((path) => path.split(sep).join('/'))
    .sort();
}

/** The folders directly in a folder, by name. */
export function foldersIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export function isThere(path: string): boolean {
  return existsSync(join(ROOT, path));
}

const STATEMENT = /(?:\bfrom|\bimport)\s*\(?\s*'(\.{1,2}\/[^']+)'/g;
/** A thread is started by the address of its built file. */
const THREAD = /new URL\('(\.{1,2}\/[^']+)\.js', import\.meta\.url\)/g;

/** What a file imports of ours: statically, as types, when needed, or as the code of a thread. */
export function importsIn(from: string, text: string): Import[] {
  const specifiers = [
    ...[...text.matchAll(STATEMENT)].map(([, specifier = '']) => specifier),
    ...[...text.matchAll(THREAD)].map(([, specifier = '']) => `${specifier}.ts`),
  ];
  return specifiers.map((specifier) => ({
    from,
    to: normalize(join(dirname(from), specifier))
      .split(sep)
      .join('/'),
  }));
}

export function allImports(...folders: readonly string[]): Import[] {
  const code = filesBelow(...folders).filter((path) => /\.tsx?$/.test(path));
  return code.flatMap((path) => importsIn(path, textOf(path)));
}
