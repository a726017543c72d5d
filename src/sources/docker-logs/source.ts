import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCheckpoint } from '../checkpoint.ts';
import type { Intake } from '../intake.ts';
import type { Source } from '../source.ts';
import type { SourceMemory } from '../source-memory.ts';
import type { DockerLogsConfig } from './config.ts';
import { createFollower, SOURCE_TYPE } from './follower.ts';
import { createKnownContainers } from './known-containers.ts';
import type { DockerObserver } from './observer.ts';
import { parsePosition } from './position.ts';

export interface DockerLogsOptions {
  readonly config: DockerLogsConfig;
  readonly intake: Intake;
  readonly memory: SourceMemory;
  readonly observer: DockerObserver;
}

/** What was journaled since is read at the start: some 15 s of it are read in a moment. */
const SAVE_MS = 15_000;
const RECALL_AGAIN_MS = 5_000;

/** Follows logs of containers. A line is acknowledged by nobody: how far a log is read is journaled together with its lines. */
export function dockerLogsSource({ config, intake, memory, observer }: DockerLogsOptions): Source {
  const stopping = new AbortController();
  const { signal } = stopping;
  // Each log that is followed listens to it.
  setMaxListeners(0, signal);
  const wallClock = () => Date.now();
  const known = createKnownContainers(memory.saved);
  const checkpoint = createCheckpoint({ memory, known, wallClock });
  const clock = () => performance.now();
  const common = { intake, known, checkpoint, observer, claimed: new Set<string>(), clock, wallClock, signal };
  const followers = config.map((entry) => createFollower({ ...common, entry }));
  let running: Promise<unknown> = Promise.resolve();
  let isRecalled = false;

  /** Nothing is read before it is known what was: a disk that is full at the start is waited for. */
  async function recallUntilDone(): Promise<void> {
    while (!signal.aborted) {
      try {
        // A memory is saved before the first log is read, so without one the journal has nothing of logs.
        if (memory.saved.containers === undefined) await checkpoint.save();
        else for await (const origin of memory.since()) note(origin);
        isRecalled = true;
        return;
      } catch (error) {
        observer.failed('', 'the positions', error as Error);
        await sleep(RECALL_AGAIN_MS, undefined, { signal }).catch(() => {});
      }
    }
  }

  function note(origin: unknown): void {
    const position = parsePosition(origin);
    if (position) known.put(position, wallClock());
  }

  async function saveUntilStopped(): Promise<void> {
    while (!signal.aborted) {
      await sleep(SAVE_MS, undefined, { signal }).catch(() => {});
      if (!signal.aborted) await save();
    }
  }

  async function save(): Promise<void> {
    await checkpoint.save().catch((error: Error) => observer.failed('', 'the positions', error));
  }

  function problem(): string | undefined {
    const silent = followers.filter((follower) => !follower.answers()).length;
    return silent > 0
      ? `${silent} of ${followers.length} Docker daemons cannot be asked; the log says why.`
      : undefined;
  }

  return {
    readiness: { part: SOURCE_TYPE, problem, isAside: true },
    start: async () => {
      observer.status(() => followers.map((follower) => follower.status()));
      running = recallUntilDone().then(() =>
        Promise.all([saveUntilStopped(), ...followers.map((follower) => follower.run())]),
      );
    },
    stop: async () => {
      stopping.abort();
      await running;
      // A memory that is not complete must not stand for all that was journaled.
      if (isRecalled) await save();
    },
  };
}
