import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

const SCRIPT = /(?:<script[^>]* src|<link rel="modulepreload"[^>]* href)="\/([^"]+\.js)"/g;

/** Bytes of JavaScript, packed by gzip, that the page names itself: what is loaded before anything can be shown. */
export async function initialScriptBytes(root: string): Promise<number> {
  const page = await readFile(join(root, 'index.html'), 'utf8');
  const files = [...page.matchAll(SCRIPT)].map(([, file = '']) => join(root, file));
  const sizes = await Promise.all(files.map(async (file) => (await stat(`${file}.gz`).catch(() => stat(file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
