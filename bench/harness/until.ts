import { setTimeout as sleep } from 'node:timers/promises';
import { VerbatimError } from '../../src/errors.ts';

const LOOK_AGAIN_MS = 10;

export interface Waiting {
  readonly timeoutMs: number;
  readonly everyMs?: number;
}

/** Asks until the answer is something, and gives it. Raises `INTERNAL` after `timeoutMs`. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
  { timeoutMs, everyMs = LOOK_AGAIN_MS }: Waiting,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new VerbatimError('INTERNAL', `Not within ${timeoutMs} ms: ${what}.`);
    await sleep(everyMs);
  }
}
