import { hash } from 'node:crypto';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory } from './disk.ts';

/** A small file beside the segments: one line of JSON, and the SHA-256 of that line in hexadecimal on the next. */
export function encodeNote(value: unknown): string {
  const line = JSON.stringify(value);
  return `${line}\n${hash('sha256', line)}\n`;
}

/** Reads a note's content; `undefined` if it is damaged. */
export function decodeNote<T>(text: string): T | undefined {
  const [line = '', checksum] = text.split('\n');
  return hash('sha256', line) === checksum ? (JSON.parse(line) as T) : undefined;
}

/** Replaces a file at once: after a crash it has either all of the old content or all of the new. */
export async function replaceFile(dir: string, name: string, content: string): Promise<void> {
  const temporary = join(dir, `${name}.tmp`);
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(temporary, join(dir, name));
  await syncDirectory(dir);
}
