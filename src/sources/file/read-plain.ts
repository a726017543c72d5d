import type { FileHandle } from 'node:fs/promises';
import { plainContent } from './content.ts';
import { viewFrom } from './fingerprint.ts';
import { type Followed, isFinished, LARGE_WINDOW_BYTES, note, READ_BYTES } from './followed.ts';
import { begins, standsIn } from './identify.ts';
import { lookThrough, readAt } from './open-files.ts';
import type { Take } from './take.ts';

/** How a turn ended: all is read, more is there, or the content is not the one that was read before. */
export type TurnEnd = 'done' | 'more' | 'replaced';

/** After so much the other files have their turns. */
const TURN_BYTES = 4 * READ_BYTES;

/** One turn of reading a file from its position on. */
export async function readPlain(file: Followed, handle: FileHandle, take: Take, now: () => number): Promise<TurnEnd> {
  const look = await lookThrough(handle);
  if (look) note(file, look, now());
  const { size, position: begun } = file;
  if (begun && !(await begins(plainContent(handle), begun))) return 'replaced';
  for (let read = 0; ; ) {
    const position = file.position;
    if (!position || size < position.at) return 'replaced';
    const from = viewFrom(position.at);
    const bytes = await readAt(handle, from, Math.min(size, position.at + file.window) - from);
    if (!standsIn({ bytes, from }, position)) return 'replaced';
    const end = from + bytes.length;
    if (end === position.at) return 'done';
    if (read >= TURN_BYTES) return 'more';
    const isLast = end >= size;
    const taken = await take(file, { bytes, from, final: isLast && isFinished(file, now()) });
    read += taken.bytes;
    if (taken.bytes > 0) file.window = READ_BYTES;
    else if (isLast) {
      file.unfinishedTo = end;
      return 'done';
    } else {
      file.window *= 2;
      if (file.window === LARGE_WINDOW_BYTES) return 'more';
    }
  }
}
