import { setTimeout as sleep } from 'node:timers/promises';
import { VerbatimError } from '../errors.ts';

/** What is pushed back is brought again after this time, at first, and after up to the longest. */
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;

/**
 * Brings the same again until it is taken: for sources that can wait with what they read. Rejects when the source stops,
 * or for another reason than that nothing is taken now.
 */
export async function untilTaken<T>(
  bring: () => Promise<T>,
  { signal, pushedBack }: { readonly signal: AbortSignal; readonly pushedBack: (error: VerbatimError) => void },
): Promise<T> {
  for (let waitMs = FIRST_RETRY_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_RETRY_MS)) {
    signal.throwIfAborted();
    try {
      return await bring();
    } catch (error) {
      if (!(error instanceof VerbatimError) || error.status !== 503) throw error;
      pushedBack(error);
      await sleep(waitMs, undefined, { signal });
    }
  }
}
