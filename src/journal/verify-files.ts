import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkpoint } from './verify-segment.ts';

/** What says that retention removed the beginning: what was there up to, and when it was removed. */
export interface RemovalNote extends Checkpoint {
  readonly journal: string;
  /** RFC 3339. */
  readonly removedAt: string;
}

export const REMOVAL_NOTE = 'removed.json';

const PLAIN = '.vj';
const PACKED = '.vjz';

/** The segments of a directory in order, by the 20 digits of their names. */
export async function listNumbers(dir: string): Promise<string[]> {
  const names = (await readdir(dir)).filter((name) => /^\d{20}\.vjz?$/.test(name));
  return [...new Set(names.map((name) => name.slice(0, 20)))].sort();
}

export interface SegmentFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly packed: boolean;
}

/** The files of a segment, of which there are two just before a plain one is removed; none if it is gone. */
export async function readSegment(dir: string, digits: string): Promise<SegmentFile[]> {
  const files: SegmentFile[] = [];
  // In this order one of them is met while one takes the place of the other.
  for (const suffix of [PLAIN, PACKED]) {
    const bytes = await readIfThere(join(dir, digits + suffix));
    if (bytes) files.push({ name: digits + suffix, bytes, packed: suffix === PACKED });
  }
  return files;
}

/** The note of what was removed; `undefined` if there is none, `'damaged'` if it does not match its checksum. */
export async function readRemovalNote(dir: string): Promise<RemovalNote | 'damaged' | undefined> {
  const bytes = await readIfThere(join(dir, REMOVAL_NOTE));
  if (!bytes) return undefined;
  const text = bytes.toString('latin1');
  const line = text.slice(0, text.indexOf('\n'));
  if (text !== `${line}\n${createHash('sha256').update(line, 'latin1').digest('hex')}\n`) return 'damaged';
  return JSON.parse(line) as RemovalNote;
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
