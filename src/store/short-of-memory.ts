import { setTimeout as sleep } from 'node:timers/promises';
import { VerbatimError } from '../errors.ts';

/** ClickHouse's MEMORY_LIMIT_EXCEEDED. */
const MEMORY_LIMIT_EXCEEDED = 241;
/** Merges of large events take much of the engine's memory for a second or two, and then give it back. */
const PAUSES_MS = [250, 500, 1_000, 2_000] as const;

/** Asks again where the engine had no memory left, so that an export does not end in the middle. */
export async function patiently<T>(
  ask: () => Promise<T>,
  signal?: AbortSignal,
  pausesMs: readonly number[] = PAUSES_MS,
): Promise<T> {
  for (const pauseMs of pausesMs) {
    try {
      return await ask();
    } catch (error) {
      if (signal?.aborted || !isShortOfMemory(error)) throw error;
      await sleep(pauseMs);
    }
  }
  return ask();
}

function isShortOfMemory(error: unknown): boolean {
  // What a single question may have, it may have later no more than now.
  return (
    error instanceof VerbatimError && error.context.engineCode === MEMORY_LIMIT_EXCEEDED && error.code !== 'QUERY_LIMIT'
  );
}
