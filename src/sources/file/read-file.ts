import type { FileHandle } from 'node:fs/promises';
import { gzipContent, isGzip, plainContent } from './content.ts';
import { type Followed, isFinished, isSettled, wholeOf } from './followed.ts';
import type { FollowedFiles } from './followed-files.ts';
import { identify } from './identify.ts';
import type { KnownFiles } from './known-files.ts';
import type { FileObserver } from './observer.ts';
import { type OpenFiles, readAt } from './open-files.ts';
import { readGzip } from './read-gzip.ts';
import { readPlain, type TurnEnd } from './read-plain.ts';
import type { Take } from './take.ts';

export interface ReadFileOptions {
  readonly files: FollowedFiles;
  readonly open: OpenFiles;
  readonly known: KnownFiles;
  readonly take: Take;
  readonly observer: FileObserver;
  readonly clock: () => number;
  readonly wallClock: () => number;
  readonly signal: AbortSignal;
}

/** To see what a packed file begins with it is unpacked; one that must wait is not unpacked at each look. */
const GZIP_WAIT_MS = 5_000;

/** Gives a file one turn: finds out what its content is, then reads. Rejects with node's errors and what `take` throws. */
export function createReadFile(options: ReadFileOptions): (file: Followed) => Promise<TurnEnd> {
  const { files, open, known, take, observer, clock, wallClock, signal } = options;

  async function isKnown(file: Followed, handle: FileHandle): Promise<boolean> {
    if (file.position) return true;
    file.isGzip = isGzip(await readAt(handle, 0, 2));
    const identity = await identify(
      {
        cluster: file.entry.cluster,
        path: file.foundAt,
        inode: file.inode,
        size: file.size,
        content: file.isGzip ? gzipContent(handle) : plainContent(handle),
        isGzip: file.isGzip,
        isSettled: isSettled(file, clock()),
        isFinished: isFinished(file, clock()),
      },
      { known, live, isAwaited },
    );
    file.isHeld = identity === 'held';
    if (typeof identity === 'string' || !files.give(file, identity)) {
      if (file.isGzip) file.retryAt = clock() + GZIP_WAIT_MS;
      return false;
    }
    const { id, at } = identity.position;
    const before = known.byId(id);
    file.rotated ||= before !== undefined && before.path !== file.path;
    observer.followed(file.entry.id, file.path, at);
    return true;
  }

  /** A content that another file has. */
  function live(id: string) {
    const file = files.owner(id);
    if (!file) return undefined;
    const contentOf = file.isGzip ? gzipContent : plainContent;
    const at = (offset: number, length: number) => open.use(file, (handle) => contentOf(handle).at(offset, length));
    return { inode: file.inode, at };
  }

  /** One without a byte has no turn. */
  function isAwaited(inode: string): boolean {
    const file = files.get(inode);
    return file !== undefined && file.size > 0 && !file.hadTurn;
  }

  async function unpack(file: Followed, handle: FileHandle): Promise<TurnEnd> {
    const { end, broken } = await readGzip(file, handle, { take, signal });
    if (broken) {
      file.broken = wholeOf(file);
      if (isFinished(file, clock())) observer.failed(file.entry.id, file.path, broken);
    } else if (end === 'done' && file.position) {
      known.put(file.position, wallClock());
    }
    return end;
  }

  return (file) =>
    open.use(file, async (handle) => {
      const wasKnown = file.position !== undefined;
      if (!(await isKnown(file, handle))) return 'done';
      // It is unpacked in a turn of the other kind.
      if (file.isGzip && !wasKnown) return 'more';
      try {
        return await (file.isGzip ? unpack(file, handle) : readPlain(file, handle, take, clock));
      } finally {
        files.begun(file);
      }
    });
}
