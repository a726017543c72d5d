import { useSyncExternalStore } from 'react';

const KEY = 'verbatim.single-keys';
const listeners = new Set<() => void>();

/** Whether letters alone do something: who dictates, or whose keyboard repeats, turns it off (WCAG 2.1.4). */
export function singleKeys(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    // A browser that keeps nothing has the default.
    return true;
  }
}

export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, singleKeys);
  return [on, keep];
}

function keep(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // See above.
  }
  for (const listener of listeners) listener();
}
