import { BUSY_TICK_MS } from './limits.ts';
import type { JqThread } from './start-thread.ts';

export interface Watch {
  /** Whether the thread was stopped because it had worked too long. */
  isOver(): boolean;
  stop(): void;
}

/**
 * Ends a thread that has worked for `maxBusyMs`, to a tick; without it, never. The time in which it waits for input, or for
 * its output to be read, does not count.
 */
export function watchBusyTime(thread: Pick<JqThread, 'isWaiting' | 'stop'>, maxBusyMs: number | undefined): Watch {
  if (maxBusyMs === undefined) return { isOver: () => false, stop: () => {} };
  let busy = 0;
  const timer = setInterval(() => {
    if (!thread.isWaiting()) busy += BUSY_TICK_MS;
    if (busy < maxBusyMs) return;
    clearInterval(timer);
    void thread.stop();
  }, BUSY_TICK_MS);
  return { isOver: () => busy >= maxBusyMs, stop: () => clearInterval(timer) };
}
