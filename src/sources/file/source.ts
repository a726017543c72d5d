import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { pinnedFormat } from '../../event/format-names.ts';
import { createCheckpoint } from '../checkpoint.ts';
import type { Intake } from '../intake.ts';
import type { Source } from '../source.ts';
import type { SourceMemory } from '../source-memory.ts';
import type { FileConfig, FileSourceConfig } from './config.ts';
import type { Place } from './discover.ts';
import { unread } from './followed.ts';
import { createFollower } from './follower.ts';
import { createPathMatch, parseGlob } from './glob.ts';
import { createKnownFiles } from './known-files.ts';
import { createLabels } from './labels.ts';
import type { FileObserver, FileStatus } from './observer.ts';
import { parsePosition } from './position.ts';
import { createTake } from './take.ts';

export interface FileSourceOptions {
  readonly config: FileSourceConfig;
  readonly intake: Intake;
  readonly memory: SourceMemory;
  readonly observer: FileObserver;
}

/** Files that change are looked at as often. No file system tells of all changes, so it is asked. */
const LOOK_MS = 250;
/** All files are looked at as often: a new one is found, and one that has rested is read, within this time. */
const LOOK_AT_ALL_MS = 5_000;
/** Looking at all files takes at most this share of the time: one part in so many. */
const LOOK_SHARE = 20;
/** The same when a file was put in another's place, which is to be found soon. */
const SOON_SHARE = 4;
/** What was journaled since is read at the start: some 15 s of it are read in a moment. */
const SAVE_MS = 15_000;
const RECALL_AGAIN_MS = 5_000;

/** Follows files. A line is acknowledged by nobody: how far a file is read is journaled together with its lines. */
export function fileSource({ config, intake, memory, observer }: FileSourceOptions): Source {
  const stopping = new AbortController();
  const { signal } = stopping;
  const clock = () => performance.now();
  const wallClock = () => Date.now();
  const known = createKnownFiles(memory.saved);
  const checkpoint = createCheckpoint({ memory, known, wallClock });
  const take = createTake({ intake, known, checkpoint, observer, wallClock, signal });
  const places = config.map(placeOf);
  const follower = createFollower({ places, known, take, observer, clock, wallClock, signal });
  let following: Promise<void> = Promise.resolve();
  let isRecalled = false;

  /** What the journal has taken since the memory was saved; it may be less than what was saved. */
  async function recall(): Promise<void> {
    // A memory is saved before the first file is read, so without one the journal has nothing of files.
    if (memory.saved.files === undefined) return checkpoint.save();
    for await (const origin of memory.since()) {
      const position = parsePosition(origin);
      if (position && position.at >= (known.byId(position.id)?.at ?? 0)) known.put(position, wallClock());
    }
  }

  /** Nothing is read before it is known what was: a disk that is full at the start is waited for. */
  async function recallUntilDone(): Promise<void> {
    while (!signal.aborted) {
      try {
        await recall();
        isRecalled = true;
        return;
      } catch (error) {
        observer.failed('', 'the positions', error as Error);
        await sleep(RECALL_AGAIN_MS, undefined, { signal }).catch(() => {});
      }
    }
  }

  async function followUntilStopped(): Promise<void> {
    let lookAtAllAt = 0;
    let soonAt = 0;
    let saveAt = clock() + SAVE_MS;
    while (!signal.aborted) {
      try {
        const isReplaced = await follower.lookAtActive();
        const begun = clock();
        if (begun >= lookAtAllAt || (isReplaced && begun >= soonAt)) {
          await follower.lookAtAll();
          const took = clock() - begun;
          soonAt = clock() + took * SOON_SHARE;
          lookAtAllAt = clock() + Math.max(LOOK_AT_ALL_MS, took * LOOK_SHARE);
        }
      } catch (error) {
        observer.failed('', 'all files', error as Error);
      }
      if (clock() >= saveAt) {
        await save();
        saveAt = clock() + SAVE_MS;
      }
      await sleep(LOOK_MS, undefined, { signal }).catch(() => {});
    }
  }

  async function save(): Promise<void> {
    await checkpoint.save().catch((error: Error) => observer.failed('', 'the positions', error));
  }

  function status(): FileStatus[] {
    return config.map(({ id }) => {
      const files = follower.files().filter(({ entry }) => entry.id === id);
      return { entry: id, files: files.length, unreadBytes: files.reduce((sum, file) => sum + unread(file), 0) };
    });
  }

  return {
    start: async () => {
      observer.status(status);
      following = recallUntilDone().then(followUntilStopped);
    },
    stop: async () => {
      stopping.abort();
      await following;
      await follower.stop();
      // A memory that is not complete must not stand for all that was journaled.
      if (isRecalled) await save();
    },
  };
}

function placeOf(config: FileConfig): Place {
  const fits = createPathMatch(config.paths);
  const excludes = createPathMatch(config.exclude);
  return {
    id: config.id,
    cluster: config.cluster,
    format: pinnedFormat(config.format),
    maxLineBytes: config.max_line_bytes,
    labels: createLabels(config, hostname()),
    patterns: config.paths.flatMap(parseGlob),
    excludes,
    leadsTo: (path) => fits(path) && !excludes(path),
  };
}
