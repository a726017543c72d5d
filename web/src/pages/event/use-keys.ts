import { useEffect } from 'react';

const TYPING = 'input, textarea, select, [contenteditable], [role=tree], dialog';

/** Does something when a key is pressed alone, and not while somebody writes. */
export function useKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as Element | null;
      if (event.ctrlKey || event.metaKey || event.altKey || target?.closest?.(TYPING)) return;
      keys[event.key]?.();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });
}
