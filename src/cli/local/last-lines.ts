import { open } from 'node:fs/promises';
import { fsPath } from '../../event/file-path.ts';

const NEWLINE = 0x0a;

/** The longest last line that is looked at; a file whose line is longer is read in the general way. */
const MAX_LINE_BYTES = 1024 * 1024;

/**
 * Whether these lines are the last ones of files, and unended: nothing can follow them that belongs to them. They are all lines
 * of the files that have these texts, so if as many files end in a text as there are lines of it, all of them are last.
 */
export async function areLastLines(lines: readonly Uint8Array[], paths: readonly string[]): Promise<boolean> {
  const longest = lines.reduce((max, { length }) => Math.max(max, length), 0);
  if (lines.length > paths.length || longest > MAX_LINE_BYTES) return false;
  const wanted = new Map<string, number>();
  for (const line of lines) count(wanted, line, 1);
  for (const path of paths) {
    const last = await lastLine(path, longest);
    if (last) count(wanted, last, -1);
  }
  return lines.every((line) => wanted.get(keyOf(line)) === 0);
}

function count(counts: Map<string, number>, line: Uint8Array, by: number): void {
  const key = keyOf(line);
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function keyOf({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString('latin1');
}

/** What stands after the last line end of a file, `undefined` if it is longer or cannot be read. */
async function lastLine(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
  // A log may have been moved away meanwhile.
  const file = await open(fsPath(path)).catch(() => undefined);
  if (!file) return undefined;
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, maxBytes + 1));
    const { bytesRead } = await file.read(tail, 0, tail.length, size - tail.length);
    if (bytesRead < tail.length) return undefined;
    const end = tail.lastIndexOf(NEWLINE);
    return end < 0 && size > tail.length ? undefined : tail.subarray(end + 1);
  } finally {
    await file.close();
  }
}
