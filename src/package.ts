import { existsSync, readFileSync } from 'node:fs';

/** The folder of the nearest package.json above: the same for the sources and for the built program. */
export function packageFolder(): URL | undefined {
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('..', folder)) {
    if (existsSync(new URL('package.json', folder))) return folder;
    if (folder.pathname === '/') return undefined;
  }
}

/** The version that package.json tells. */
export function version(): string {
  const folder = packageFolder();
  if (!folder) return 'unknown';
  return (JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as { version: string }).version;
}
