import { dirname } from 'node:path';
import { gzipContent, isGzip, plainContent } from './content.ts';
import { discover, filesIn, findRenamed, type Place } from './discover.ts';
import {
  type Followed,
  follow,
  isActive,
  isFinished,
  isSettled,
  isSlow,
  type Look,
  needsTurn,
  note,
  unread,
  wholeOf,
} from './followed.ts';
import { identify } from './identify.ts';
import type { KnownFiles } from './known-files.ts';
import type { FileObserver } from './observer.ts';
import { createOpenFiles, lookAt, lookThrough, readAt } from './open-files.ts';
import { readGzip } from './read-gzip.ts';
import { readPlain, type TurnEnd } from './read-plain.ts';
import type { Take } from './take.ts';
import { createTurns } from './turns.ts';

export interface FollowerOptions {
  readonly places: readonly Place[];
  readonly known: KnownFiles;
  readonly take: Take;
  readonly observer: FileObserver;
  /** Milliseconds that never go back, and those of the calendar. */
  readonly clock: () => number;
  readonly wallClock: () => number;
  readonly signal: AbortSignal;
}

/** Follows files. Its two looks are called again and again, each after the one before has ended. */
export interface Follower {
  /** Looks at what has changed of late; gives whether a file was put in another's place, so that all should be looked at. */
  lookAtActive(): Promise<boolean>;
  /** Looks for files, at all of them. */
  lookAtAll(): Promise<void>;
  files(): readonly Followed[];
  /** Ends the turns under way and closes all files. */
  stop(): Promise<void>;
}

/** Turns at a time: while one waits for the disk, others read. */
const SLOTS = 4;
/** Open descriptors. Those of the files that were read last, so that they can be read to their end if they are deleted. */
const MAX_OPEN = 512;
/** More are not followed: they would be looked at once in minutes. */
const MAX_FILES = 100_000;
/** A file that cannot be read is tried again after this time. */
const RETRY_MS = 5_000;

export function createFollower(options: FollowerOptions): Follower {
  const { places, known, take, observer, clock, wallClock, signal } = options;
  const files = new Map<string, Followed>();
  const open = createOpenFiles(MAX_OPEN, (inode) => files.get(inode)?.gone === true);
  let isFirst = true;
  const turns = { fast: createTurns(SLOTS, turn), slow: createTurns(1, turn) };

  function ask(file: Followed): void {
    if (file.queued) {
      file.again = true;
      return;
    }
    file.queued = true;
    file.again = false;
    (isSlow(file) ? turns.slow : turns.fast).ask(file);
  }

  async function turn(file: Followed): Promise<void> {
    let end: TurnEnd = 'done';
    try {
      end = await open.use(file, (handle) => read(file, handle));
      file.failure = undefined;
    } catch (error) {
      if (!signal.aborted) failed(file, error as NodeJS.ErrnoException);
    }
    file.queued = false;
    if (end === 'replaced') {
      if (file.position) observer.truncated(file.entry.id, file.path, file.position.at);
      file.position = undefined;
      file.unfinishedTo = 0;
      file.changedAt = clock();
    }
    if (end !== 'done' || (file.again && needsTurn(file, true, clock()))) ask(file);
  }

  async function read(file: Followed, handle: Parameters<typeof readPlain>[1]): Promise<TurnEnd> {
    if (!file.position) {
      file.isGzip = isGzip(await readAt(handle, 0, 2));
      const position = await identify(
        {
          cluster: file.entry.cluster,
          path: file.path,
          inode: file.inode,
          size: file.size,
          content: file.isGzip ? gzipContent(handle) : plainContent(handle),
          isGzip: file.isGzip,
          isSettled: isSettled(file, clock()),
          isFinished: isFinished(file, clock()),
        },
        { known, live },
      );
      if (!position || live(position.id)) {
        if (file.isGzip) file.retryAt = clock() + RETRY_MS;
        return 'done';
      }
      file.rotated ||= known.byId(position.id)?.path !== undefined && known.byId(position.id)?.path !== file.path;
      file.position = position;
      observer.followed(file.entry.id, file.path, position.at);
      if (file.isGzip) return 'more';
    }
    if (!file.isGzip) return readPlain(file, handle, take, clock);
    const { end, broken } = await readGzip(file, handle, take);
    if (broken) file.broken = wholeOf(file);
    if (broken && isFinished(file, clock())) observer.failed(file.entry.id, file.path, broken);
    if (end === 'done' && file.position) known.put(file.position, wallClock());
    return end;
  }

  /** A content that is read elsewhere. */
  function live(id: string) {
    const file = [...files.values()].find(({ position }) => position?.id === id);
    if (!file) return undefined;
    const at = (offset: number, length: number) => open.use(file, (handle) => readAt(handle, offset, length));
    return { inode: file.inode, at };
  }

  function failed(file: Followed, error: NodeJS.ErrnoException): void {
    const failure = error.code ?? error.message;
    file.retryAt = clock() + RETRY_MS;
    // The next look finds out where it is.
    if (failure === 'ENOENT' || failure === 'ESTALE') return;
    if (failure !== file.failure) observer.failed(file.entry.id, file.path, error);
    file.failure = failure;
  }

  function seen(file: Followed, look: Look): void {
    const isDifferent = note(file, look, clock());
    if (needsTurn(file, isDifferent, clock())) ask(file);
    if (file.position) known.saw(file.position.id, wallClock());
  }

  /** Looks at a file by its descriptor, and lets it go when it is read to its end and stays so. */
  async function lookAtGone(file: Followed): Promise<void> {
    if (file.queued) return;
    if (open.has(file.inode)) {
      const look = await open.use(file, lookThrough);
      if (look) seen(file, look);
      if (file.queued || !isFinished(file, clock())) return;
    }
    files.delete(file.inode);
    await open.close(file.inode);
    observer.left(file.entry.id, file.path, unread(file));
  }

  /** No pattern leads to a file any more. */
  async function lost(file: Followed): Promise<void> {
    file.rotated = true;
    const renamed = file.gone ? undefined : await findRenamed(file.path, file.inode);
    if (!renamed) {
      file.gone = true;
      return lookAtGone(file);
    }
    file.path = renamed.path;
    seen(file, renamed.look);
    const isRead = !file.queued && isFinished(file, clock()) && unread(file) === 0;
    if (!isRead) return;
    files.delete(file.inode);
    await open.close(file.inode);
  }

  /** Follows what was renamed out of all patterns before the start, until the rest of it is read. */
  async function adopt(): Promise<void> {
    const away = known.all().filter(({ inode, at }) => at > 0 && !files.has(inode));
    for (const folder of new Set(away.map(({ path }) => dirname(path)))) {
      const wanted = new Map(away.filter(({ path }) => dirname(path) === folder).map((one) => [one.inode, one]));
      for await (const { path, look } of filesIn(folder)) {
        const place = places.find(({ cluster }) => cluster === wanted.get(look.inode)?.cluster);
        if (!place || files.has(look.inode)) continue;
        files.set(look.inode, { ...follow(path, look, place, clock()), rotated: true });
      }
    }
  }

  return {
    lookAtActive: async () => {
      let isReplaced = false;
      for (const file of files.values()) {
        if (file.gone || !isActive(file, clock())) continue;
        const look = await lookAt(file.path).catch(() => undefined);
        if (look?.inode === file.inode) {
          seen(file, look);
        } else {
          isReplaced = true;
          // What is written to it before its writer knows.
          if (open.has(file.inode)) ask(file);
        }
      }
      return isReplaced;
    },
    lookAtAll: async () => {
      const found = new Map<string, { path: string; look: Look }>();
      for await (const { path, entry, look } of discover(places, observer)) {
        if (signal.aborted) return;
        const file = files.get(look.inode);
        const before = found.get(look.inode);
        if (before && file?.path !== path) continue;
        found.set(look.inode, { path, look });
        if (file) continue;
        if (files.size >= MAX_FILES) {
          observer.failed(
            entry.id,
            path,
            new Error(`${MAX_FILES} files are followed; this one and others are left out`),
          );
          break;
        }
        files.set(look.inode, follow(path, look, entry, clock()));
      }
      if (isFirst) await adopt();
      isFirst = false;
      for (const file of files.values()) {
        const now = found.get(file.inode);
        if (!now) {
          await lost(file);
          continue;
        }
        file.rotated ||= file.path !== now.path;
        file.gone = false;
        file.path = now.path;
        seen(file, now.look);
      }
    },
    files: () => [...files.values()],
    stop: async () => {
      await Promise.all([turns.fast.stop(), turns.slow.stop()]);
      await open.closeAll();
    },
  };
}
