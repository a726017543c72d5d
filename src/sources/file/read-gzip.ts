import type { FileHandle } from 'node:fs/promises';
import { isBroken, unpacked } from './content.ts';
import { viewFrom } from './fingerprint.ts';
import { type Followed, READ_BYTES, wholeOf } from './followed.ts';
import { standsIn } from './identify.ts';
import type { TurnEnd } from './read-plain.ts';
import type { Take } from './take.ts';

export interface GzipTurn {
  readonly end: TurnEnd;
  /** Why it could not be unpacked to its end; what comes before that is read. */
  readonly broken?: Error;
}

export interface GzipOptions {
  readonly take: Take;
  readonly signal: AbortSignal;
}

/** Unpacks a file, passes over what was read, and reads the rest to its end. */
export async function readGzip(file: Followed, handle: FileHandle, options: GzipOptions): Promise<GzipTurn> {
  const { take, signal } = options;
  const whole = wholeOf(file);
  if (file.position?.whole === whole) return { end: 'done' };
  let held: Buffer = Buffer.alloc(0);
  let from = viewFrom(file.position?.at ?? 0);
  let isCompared = false;

  /** Takes what is held; gives whether the content is the one that was read before. */
  async function takeHeld(isEnd: boolean): Promise<boolean> {
    for (let isTaking = true; isTaking; ) {
      const position = file.position;
      if (!position || (!isCompared && !standsIn({ bytes: held, from }, position))) return false;
      isCompared = true;
      const taken =
        from + held.length > position.at ? await take(file, { bytes: held, from, final: isEnd }) : undefined;
      const keepFrom = viewFrom(file.position?.at ?? 0);
      held = held.subarray(keepFrom - from);
      from = keepFrom;
      isTaking = taken !== undefined && taken.bytes > 0;
    }
    return true;
  }

  let pieces: Buffer[] = [];
  let enough = READ_BYTES;
  let offset = 0;
  let broken: Error | undefined;
  try {
    for await (const piece of unpacked(handle)) {
      signal.throwIfAborted();
      const start = Math.max(0, from - offset);
      offset += piece.length;
      if (start >= piece.length) continue;
      pieces.push(piece.subarray(start));
      if (offset - (file.position?.at ?? 0) < enough) continue;
      held = Buffer.concat([held, ...pieces]);
      pieces = [];
      const before = file.position?.at;
      if (!(await takeHeld(false))) return { end: 'replaced' };
      // A long line is looked at again when there is twice as much of it.
      enough = file.position?.at === before ? enough * 2 : READ_BYTES;
    }
  } catch (error) {
    if (!isBroken(error)) throw error;
    broken = error as Error;
  }
  held = Buffer.concat([held, ...pieces]);
  if (!(await takeHeld(broken === undefined))) return { end: 'replaced' };
  if (broken) return { end: 'done', broken };
  if (file.position) file.position = { ...file.position, whole };
  return { end: 'done' };
}
