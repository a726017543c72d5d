import { useSyncExternalStore } from 'react';
import styles from './live-messages.module.css';

/** How long a message stays, in milliseconds: long enough to be read twice. */
const SHOWN_MS = 5_000;

let message = '';
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Says in a sentence what has been done, to the eye and to the ear: “Copied.” */
export function announce(text: string): void {
  message = text;
  clearTimeout(timer);
  timer = setTimeout(() => announce(''), SHOWN_MS);
  for (const listener of listeners) listener();
}

export function LiveMessages() {
  const text = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => message,
  );
  return (
    <div role="status" aria-live="polite" className={text ? styles.message : 'visually-hidden'}>
      {text}
    </div>
  );
}
