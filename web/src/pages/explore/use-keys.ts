import { useEffect, useRef } from 'react';
import { singleKeys } from './single-keys.ts';

export type Keys = readonly (readonly [key: string, act: () => unknown])[];

/** Where a key is text, or does what it does there. */
const OWN_KEYS = 'input, textarea, select, [contenteditable], dialog, [popover]';
/** Where Enter and Escape have a meaning of their own. */
const PRESSED = 'a, button, summary';

/** Keys of the page, while nobody writes. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target, key } = event;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!(target instanceof Element) || target.closest(OWN_KEYS)) return;
      if (key === 'Enter' && target.closest(PRESSED)) return;
      if (key.length === 1 && !singleKeys()) return;
      const act = latest.current.find(([one]) => one === key)?.[1];
      if (!act) return;
      // Escape is not taken from the browser: it ends what it ends.
      if (key !== 'Escape') event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
