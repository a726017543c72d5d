import { setTimeout as sleep } from 'node:timers/promises';

/** How long a step of stopping may take: a load that is under way, or questions of which the engine cannot be relieved. */
const STOP_STEP_MS = 10_000;

/** What takes too long is left behind: the process ends soon. */
export async function soon(promise: Promise<unknown>): Promise<void> {
  const timer = new AbortController();
  const late = sleep(STOP_STEP_MS, undefined, { signal: timer.signal }).then(
    () => Promise.reject(new Error(`Not within ${STOP_STEP_MS} ms.`)),
    () => {},
  );
  await Promise.race([promise, late]).finally(() => timer.abort());
}
