import { open, readFile } from 'node:fs/promises';

/**
 * Overwrites a text within a file by as many zeros, durably: that takes no room on the disk, and a crash in the middle leaves the
 * file as long as it was and the text destroyed. Throws node's errors, and where the text does not stand in the file once.
 */
export async function blank(path: string, text: string): Promise<void> {
  const bytes = await readFile(path);
  const at = bytes.indexOf(text);
  if (at < 0 || bytes.indexOf(text, at + 1) >= 0) throw new Error(`${path} does not hold once what is to be blanked.`);
  const file = await open(path, 'r+');
  try {
    await file.write(blanked(text), at);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** What `blank` leaves of a text. */
export function blanked(text: string): string {
  return '0'.repeat(Buffer.byteLength(text));
}
