import { useSyncExternalStore } from 'react';

/** How often “5 minutes ago” is looked at again, in milliseconds. */
const EVERY_MS = 5_000;

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const one of listeners) one();
  }, EVERY_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Now, in milliseconds since the epoch; the same for all that is shown. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
