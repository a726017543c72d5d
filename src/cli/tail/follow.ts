import { VerbatimError } from '../../errors.ts';
import { backoff } from '../client/backoff.ts';

export interface FollowOptions {
  /** Opens the stream anew. Its first batch is empty and says that it is open. */
  readonly connect: () => AsyncIterable<readonly string[]>;
  /** Raised to end it. */
  readonly signal: AbortSignal;
  readonly wait: (millis: number) => Promise<void>;
  /** The stream was lost and is tried again in so many milliseconds. */
  readonly onLost: (reason: unknown, millis: number) => void;
  /** The stream is open again. */
  readonly onBack: () => void;
}

/**
 * What a stream brings, for ever: when it is lost, it is opened again, more slowly each time that fails. What can only
 * be repaired by the caller is raised: a first connection that fails, and an error in the request.
 */
export async function* follow(options: FollowOptions): AsyncGenerator<readonly string[]> {
  let failures = 0;
  let opened = false;
  while (!options.signal.aborted) {
    let reason: unknown = 'the server ended the stream';
    try {
      for await (const batch of options.connect()) {
        if (opened && failures > 0) options.onBack();
        opened = true;
        failures = 0;
        if (batch.length > 0) yield batch;
      }
    } catch (error) {
      if (options.signal.aborted) return;
      if (!opened || !isTransient(error)) throw error;
      reason = error;
    }
    failures++;
    const millis = backoff(failures);
    options.onLost(reason, millis);
    await options.wait(millis);
  }
}

function isTransient(error: unknown): error is VerbatimError {
  if (!(error instanceof VerbatimError)) return false;
  const { status } = error.context;
  return error.status >= 500 || (typeof status === 'number' && status >= 500);
}
