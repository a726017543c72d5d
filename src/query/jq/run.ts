import { on } from 'node:events';
import { VerbatimError } from '../../errors.ts';
import { joinToBlocks } from './input.ts';
import { MAX_MESSAGE_LENGTH } from './limits.ts';
import { createLineCutter } from './lines.ts';
import { compileError, type JqMessage, toMessage } from './message.ts';
import type { JqThread } from './start-thread.ts';
import type { ThreadMessage } from './thread.ts';
import { watchBusyTime } from './watch.ts';

export interface RunOptions {
  /** Gives strings as their text instead of as JSON, as jq's `-r`. */
  readonly raw?: boolean;
  /** Takes what jq writes to its standard error output while it runs. */
  readonly onMessage?: (message: JqMessage) => void;
}

/**
 * Feeds a thread and gives its results, one value of compact JSON an item. Ends the thread however it ends itself.
 * Throws JQ_INVALID for an expression that does not compile, before the first piece is asked for; JQ_LIMIT when jq ran
 * out of memory or worked longer than `maxBusyMs`.
 */
export async function* runThread(
  thread: JqThread,
  pieces: AsyncIterable<Uint8Array | string>,
  { raw = false, onMessage = () => {} }: RunOptions,
  maxBusyMs: number | undefined,
): AsyncGenerator<string, void, undefined> {
  const blocks = joinToBlocks(pieces);
  const output = createLineCutter();
  const stderr = createLineCutter(MAX_MESSAGE_LENGTH);
  const watch = watchBusyTime(thread, maxBusyMs);
  const beforeInput: string[] = [];
  let started = false;
  let exitCode: number | undefined;

  function report(lines: readonly string[]): void {
    if (started) for (const line of lines) onMessage(toMessage(line));
    else beforeInput.push(...lines);
  }

  try {
    for await (const [message] of on(thread.worker, 'message', { close: ['exit'] }) as AsyncIterable<[ThreadMessage]>) {
      if (message.kind === 'input') {
        if (!started) for (const line of beforeInput) onMessage(toMessage(line));
        started = true;
        const next = await blocks.next();
        thread.give(next.done ? null : next.value);
      } else if (message.kind === 'output') {
        for (const line of output.push(message.bytes)) yield raw ? rawText(line) : line;
        thread.take();
      } else if (message.kind === 'stderr') {
        report(stderr.push(message.bytes));
        thread.take();
      } else if (message.kind === 'failed') {
        throw failure(message.reason);
      } else {
        exitCode = message.code;
        break;
      }
    }
    report([stderr.rest()].filter((line) => line !== ''));
    if (watch.isOver()) throw tooLong(maxBusyMs);
    if (exitCode === undefined) throw failure('its thread ended early');
    if (!started && exitCode !== 0) throw compileError(beforeInput);
  } catch (error) {
    throw isOutOfMemory(error) ? failure(`out of memory: ${error.code}`) : error;
  } finally {
    watch.stop();
    await thread.stop();
    await blocks.return(undefined);
  }
}

/** What jq's `-r` prints for a line of its compact output. */
function rawText(line: string): string {
  return line.startsWith('"') ? (JSON.parse(line) as string) : line;
}

/** What V8 and Emscripten say when memory or stack ends. */
const EXHAUSTED = /Aborted|memory|call stack/i;

function failure(reason: string): VerbatimError {
  if (!EXHAUSTED.test(reason)) return new VerbatimError('INTERNAL', `jq stopped: ${reason}.`, { reason });
  return new VerbatimError('JQ_LIMIT', 'jq needed more than its 256 MiB of memory, or nested too deep.', { reason });
}

function isOutOfMemory(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function tooLong(maxBusyMs: number | undefined): VerbatimError {
  return new VerbatimError('JQ_LIMIT', `jq worked longer than the ${maxBusyMs} ms that are allowed.`, { maxBusyMs });
}
