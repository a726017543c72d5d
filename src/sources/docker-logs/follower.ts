import { setTimeout as sleep } from 'node:timers/promises';
import { VerbatimError } from '../../errors.ts';
import { pinnedFormat } from '../../event/format-names.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { Intake } from '../intake.ts';
import { untilTaken } from '../until-taken.ts';
import type { DockerConfig } from './config.ts';
import { type Container, listContainers, nodeName } from './containers.ts';
import { endpointOf } from './endpoint.ts';
import { createEngine } from './engine.ts';
import { followLog } from './follow-log.ts';
import type { KnownContainers } from './known-containers.ts';
import { createLogReader, type Journaled } from './log-reader.ts';
import type { DockerObserver, DockerStatus } from './observer.ts';

export const SOURCE_TYPE = 'docker-logs';

/** Follows the containers of one entry. */
export interface Follower {
  /** Resolves once it has stopped and nothing is under way. */
  run(): Promise<void>;
  status(): DockerStatus;
  /** Whether the daemon gave the list of its containers when it was asked last; before that, it counts as given. */
  answers(): boolean;
}

export interface FollowerOptions {
  readonly entry: DockerConfig;
  readonly intake: Intake;
  readonly known: KnownContainers;
  readonly checkpoint: Checkpoint;
  readonly observer: DockerObserver;
  /** Containers that are followed, by any entry: each is followed by one. */
  readonly claimed: Set<string>;
  readonly clock: () => number;
  readonly wallClock: () => number;
  readonly signal: AbortSignal;
}

/** A new container is found within this time. What is removed sooner is not seen. */
const LIST_MS = 1_000;
/** A daemon that does not answer is asked after as long at last. */
const LONGEST_RETRY_MS = 10_000;
/** Logs that one entry follows at once; each may hold a long line. */
const MAX_CONTAINERS = 1_000;

export function createFollower(options: FollowerOptions): Follower {
  const { entry, intake, known, checkpoint, observer, claimed, clock, wallClock, signal } = options;
  const engine = createEngine(endpointOf(entry), signal);
  const following = new Map<string, Promise<void>>();
  let node = entry.node;
  let isAnswering = true;

  function journal(bring: () => Promise<Journaled>): Promise<Journaled> {
    const once = () =>
      checkpoint.during(async () => {
        const journaled = await bring();
        if (journaled.position) known.put(journaled.position, wallClock());
        return journaled;
      });
    return untilTaken(once, { signal, pushedBack: observer.pushedBack }).then((journaled) => {
      observer.taken();
      observer.read(entry.id, journaled.taken.bytes);
      return journaled;
    });
  }

  async function follow(container: Container, node: string): Promise<void> {
    const before = known.get(container.id);
    const reader = createLogReader({
      container: container.id,
      sender: {
        cluster: entry.cluster,
        type: SOURCE_TYPE,
        source: entry.id,
        node,
        component: entry.component ?? container.service ?? container.name,
        format: pinnedFormat(entry.format),
      },
      maxLineBytes: entry.max_line_bytes,
      known: before,
      intake,
      journal,
    });
    observer.followed(entry.id, container, before === undefined);
    await followLog({
      engine,
      container,
      reader,
      signal,
      clock,
      gap: () => observer.gap(entry.id, container),
      failed: (error) => observer.failed(entry.id, container.name, error),
    });
    if (!signal.aborted) observer.left(entry.id, container);
  }

  /** Looks which containers there are, and begins to follow the new ones. */
  async function look(): Promise<void> {
    node ??= await nodeName(engine);
    const found = await listContainers(engine, entry);
    observer.answered(entry.id);
    for (const container of found) {
      known.saw(container.id, wallClock());
      if (claimed.has(container.id)) continue;
      if (following.size >= MAX_CONTAINERS) {
        const detail = `More than ${MAX_CONTAINERS} containers fit; the others are not followed. Let the entry ask for fewer.`;
        observer.failed(entry.id, container.name, new VerbatimError('CONFLICT', detail));
        return;
      }
      claimed.add(container.id);
      const done = follow(container, node)
        .catch((error: Error) => observer.failed(entry.id, container.name, error))
        .finally(() => {
          following.delete(container.id);
          claimed.delete(container.id);
        });
      following.set(container.id, done);
    }
  }

  return {
    run: async () => {
      for (let waitMs = LIST_MS; !signal.aborted; ) {
        try {
          await look();
          isAnswering = true;
          waitMs = LIST_MS;
        } catch (error) {
          if (signal.aborted) break;
          isAnswering = false;
          observer.failed(entry.id, '', error as Error);
          waitMs = Math.min(waitMs * 2, LONGEST_RETRY_MS);
        }
        await sleep(waitMs, undefined, { signal }).catch(() => {});
      }
      await Promise.all(following.values());
    },
    status: () => ({ entry: entry.id, containers: following.size }),
    answers: () => isAnswering,
  };
}
