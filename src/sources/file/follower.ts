import { dirname } from 'node:path';
import { contentOf } from './content.ts';
import { discover, filesIn, findRenamed, type Place } from './discover.ts';
import {
  type Followed,
  follow,
  isActive,
  isFinished,
  isSlow,
  type Look,
  markRotated,
  needsTurn,
  note,
  unread,
} from './followed.ts';
import { createFollowedFiles } from './followed-files.ts';
import { stands } from './identify.ts';
import type { KnownFiles } from './known-files.ts';
import type { FileObserver } from './observer.ts';
import { createOpenFiles, lookAt, lookThrough } from './open-files.ts';
import type { FilePosition } from './position.ts';
import { createReadFile } from './read-file.ts';
import type { TurnEnd } from './read-plain.ts';
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

/** Turns at a time: while some wait for the disk, others read. They may take half of the threads of file access. */
const SLOTS = 8;
/** Open descriptors. Those of the files that were read last, so that they can be read to their end if they are deleted. */
const MAX_OPEN = 512;
/** More are not followed: they would be looked at once in minutes. */
const MAX_FILES = 100_000;
/** A file that cannot be read is tried again after this time. */
const RETRY_MS = 5_000;

export function createFollower(options: FollowerOptions): Follower {
  const { places, known, observer, clock, wallClock, signal } = options;
  const files = createFollowedFiles();
  const open = createOpenFiles(MAX_OPEN, (inode) => files.get(inode)?.gone === true);
  const read = createReadFile({ ...options, files, open });
  const turns = { fast: createTurns(SLOTS, turn), slow: createTurns(1, turn) };
  let isAdopted = false;

  function ask(file: Followed): void {
    file.again = file.queued;
    if (file.queued) return;
    file.queued = true;
    (isSlow(file) ? turns.slow : turns.fast).ask(file);
  }

  async function turn(file: Followed): Promise<void> {
    let end: TurnEnd = 'done';
    try {
      end = await read(file);
    } catch (error) {
      if (!signal.aborted) await failed(file, error as NodeJS.ErrnoException);
    }
    file.queued = false;
    file.hadTurn = true;
    // Another file in its inode, or written anew by who has nothing to do with it.
    if (end === 'replaced' && file.away && !file.gone) return letGo(file, 0);
    if (end === 'replaced') {
      if (file.position) observer.truncated(file.entry.id, file.path, file.position.at);
      files.take(file);
      file.rotated = false;
      file.changedAt = clock();
    }
    if (end !== 'done' || (file.again && needsTurn(file, true, clock()))) ask(file);
  }

  async function failed(file: Followed, error: NodeJS.ErrnoException): Promise<void> {
    // A descriptor of a network file system may have become useless; the path leads to a new one.
    if (!file.gone) await open.close(file.inode);
    // The next look finds out where it is.
    if (error.code === 'ENOENT' || error.code === 'ESTALE') return;
    file.retryAt = clock() + RETRY_MS;
    observer.failed(file.entry.id, file.path, error);
  }

  function seen(file: Followed, look: Look): void {
    const isDifferent = note(file, look, clock());
    if (needsTurn(file, isDifferent, clock())) ask(file);
    if (file.position) known.saw(file.position.id, wallClock());
  }

  async function letGo(file: Followed, left = unread(file)): Promise<void> {
    files.remove(file);
    await open.close(file.inode);
    observer.left(file.entry.id, file.path, left);
  }

  /** No pattern leads to a file any more: it is read to its end under another name, or through its descriptor. */
  async function lost(file: Followed): Promise<void> {
    markRotated(file, clock());
    file.away = true;
    const renamed = file.gone ? undefined : await findRenamed(file.path, file.inode);
    file.gone = !renamed;
    if (file.queued) return;
    const look = renamed?.look ?? (open.has(file.inode) ? await open.use(file, lookThrough) : undefined);
    if (look) {
      file.path = renamed?.path ?? file.path;
      seen(file, look);
      if (file.queued || !isFinished(file, clock())) return;
    }
    await letGo(file);
  }

  /** Follows what was renamed out of all patterns before the start, until the rest of it is read. Gives whether all could be looked at. */
  async function adopt(): Promise<boolean> {
    let isComplete = true;
    const away = known.all().filter(({ inode, at }) => at > 0 && !files.get(inode));
    const positions = new Map(away.map((position) => [position.inode, position]));
    for (const folder of new Set(away.map(({ path }) => dirname(path)))) {
      for await (const { path, look } of filesIn(folder, MAX_FILES)) {
        const position = positions.get(look.inode);
        const place = position && places.find((one) => one.cluster === position.cluster && one.leadsTo(position.path));
        if (!place || files.get(look.inode)) continue;
        try {
          if (!(await has(path, look, position))) continue;
        } catch (error) {
          isComplete = false;
          observer.failed(place.id, path, error as Error);
          continue;
        }
        const file = follow(path, look, place, clock());
        markRotated(file, clock());
        file.foundAt = position.path;
        file.away = true;
        files.add(file);
      }
    }
    return isComplete;
  }

  /** Whether a file still has a content that was read in its inode, which may have been given to another. */
  function has(path: string, { inode }: Look, position: FilePosition): Promise<boolean> {
    return open.use({ inode, path }, async (handle) => stands(await contentOf(handle), position));
  }

  /** The files that the patterns lead to, by inode; new ones are followed from now on. */
  async function found(): Promise<Map<string, { path: string; look: Look }>> {
    const all = new Map<string, { path: string; look: Look }>();
    for await (const { path, entry, look } of discover(places, observer)) {
      if (signal.aborted) break;
      const file = files.get(look.inode);
      // Of several names a file keeps the one that it has.
      if (all.has(look.inode) && file?.path !== path) continue;
      all.set(look.inode, { path, look });
      if (file) continue;
      if (files.size < MAX_FILES) files.add(follow(path, look, entry, clock()));
      else observer.failed(entry.id, '', new Error(`${MAX_FILES} files are followed; others are left out`));
    }
    return all;
  }

  return {
    lookAtActive: async () => {
      let isReplaced = false;
      for (const file of files.all) {
        if (file.gone || !isActive(file, clock())) continue;
        const look = await lookAt(file.path).catch(() => undefined);
        if (look?.inode === file.inode) {
          seen(file, look);
          continue;
        }
        isReplaced = true;
        // What is written to it before its writer knows.
        if (open.has(file.inode)) ask(file);
      }
      return isReplaced;
    },
    lookAtAll: async () => {
      const all = await found();
      if (signal.aborted) return;
      if (!isAdopted) isAdopted = await adopt();
      for (const file of files.all) {
        const now = all.get(file.inode);
        if (!now) {
          await lost(file);
          continue;
        }
        if (file.path !== now.path) markRotated(file, clock());
        file.away = false;
        file.gone = false;
        file.path = now.path;
        file.foundAt = now.path;
        seen(file, now.look);
      }
    },
    files: () => files.all,
    stop: async () => {
      await Promise.all([turns.fast.stop(), turns.slow.stop()]);
      await open.closeAll();
    },
  };
}
