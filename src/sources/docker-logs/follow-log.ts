import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Container, type ContainerState, inspectContainer } from './containers.ts';
import type { Engine } from './engine.ts';
import { createFrames } from './frames.ts';
import type { LogReader, TakeWhen } from './log-reader.ts';
import type { Message, MessageCutter } from './message.ts';
import { type Stamp, writeStamp } from './stamp.ts';
import { createTerminalLines } from './terminal.ts';

export interface FollowOptions {
  readonly engine: Engine;
  readonly container: Container;
  readonly reader: LogReader;
  readonly signal: AbortSignal;
  readonly clock: () => number;
  readonly gap: () => void;
  readonly failed: (error: Error) => void;
}

/** Between two tries, at first and at last. A daemon that restarts is away for some seconds. */
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 10_000;
/** A log that ends though its container runs is asked for again after this time. */
const ENDED_RETRY_MS = 1_000;
/** A container that has stopped is asked after as often: it may run again, or be removed. */
const STOPPED_LOOK_MS = 2_000;
/** What is held of a log is looked at as often though nothing comes. */
const LOOK_MS = 500;
/** A log from which nothing comes is asked for anew: a connection may be dead, and a daemon may stop following at a rotation. */
const SILENT_MS = 300_000;
/** Held while it is journaled; beyond, the daemon waits. */
const MAX_HELD_BYTES = 4 * 1024 * 1024;

/** Reads the log of a container until the container is gone or `signal` ends it. */
export async function followLog(options: FollowOptions): Promise<void> {
  const { engine, container, reader, signal, clock, failed } = options;
  let retryMs = FIRST_RETRY_MS;
  /** The run of a container that has stopped, and of which all was read. */
  let doneRun: string | undefined;
  while (!signal.aborted) {
    const begun = clock();
    let waitMs = STOPPED_LOOK_MS;
    try {
      const state = await inspectContainer(engine, container.id);
      if (!state) return await reader.take('end', clock());
      if (state.isRunning || state.run !== doneRun) {
        const isAll = await readLog(options, state);
        if (!isAll) return;
        retryMs = FIRST_RETRY_MS;
        if (state.isRunning) {
          waitMs = ENDED_RETRY_MS;
        } else {
          await reader.take('end', clock());
          doneRun = state.run;
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      failed(error as Error);
      // What was well for so long has not failed again and again.
      if (clock() - begun > LONGEST_RETRY_MS) retryMs = FIRST_RETRY_MS;
      waitMs = retryMs;
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    }
    await sleep(waitMs, undefined, { signal }).catch(() => {});
  }
}

/** Reads until the log ends; `false` where the container is gone. */
async function readLog(options: FollowOptions, { hasTerminal }: ContainerState): Promise<boolean> {
  const { engine, container, reader, clock } = options;
  const begin = reader.begin();
  const response = await engine.open(pathOf(container.id, begin));
  if (!response) {
    await reader.take('end', clock());
    return false;
  }
  reader.resume(begin);
  await receive(options, response, hasTerminal ? createTerminalLines(reader.taken('tty')) : createFrames());
  return true;
}

function pathOf(id: string, since: Stamp): string {
  return `/containers/${id}/logs?follow=1&stdout=1&stderr=1&timestamps=1&since=${writeStamp(since)}`;
}

/** Takes what comes. Rejects where it breaks off, and when the journal does not take it for good. */
async function receive(options: FollowOptions, response: Readable, cutter: MessageCutter): Promise<void> {
  const { reader, clock, gap } = options;
  let cameAt = clock();
  let isSilent = false;
  let failure: unknown;
  let taking: Promise<void> | undefined;

  /** One at a time; what comes meanwhile is taken next. */
  function take(when: TakeWhen): Promise<void> {
    taking ??= reader
      .take(when, clock())
      .catch((error: unknown) => {
        failure = error;
        response.destroy();
      })
      .finally(() => {
        taking = undefined;
      });
    return taking;
  }

  function look(): void {
    if (reader.held() > 0) void take('look');
    else if (clock() - cameAt >= SILENT_MS && !taking) {
      isSilent = true;
      response.destroy();
    }
  }

  function add(messages: Iterable<Message>): void {
    for (const message of messages) if (reader.add(message, cameAt) === 'gap') gap();
  }

  const timer = setInterval(look, LOOK_MS);
  let broken: unknown;
  try {
    for await (const piece of response as AsyncIterable<Buffer>) {
      cameAt = clock();
      add(cutter.push(piece));
      const done = take('come');
      if (reader.held() >= MAX_HELD_BYTES) {
        await done;
        cameAt = clock();
      }
    }
    add(cutter.end());
  } catch (error) {
    broken = error;
  }
  clearInterval(timer);
  response.destroy();
  await taking;
  if (failure) throw failure;
  await reader.take('come', clock());
  if (broken && !isSilent) throw broken;
}
