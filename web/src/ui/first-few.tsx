import type { ReactNode } from 'react';
import styles from './first-few.module.css';

/** What is seen without asking for more. */
const SHOWN = 8;
/** For fewer, nobody should have to click. */
const LEAST_HIDDEN = 3;

interface FirstFewProps<T> {
  readonly items: readonly T[];
  readonly children: (items: readonly T[]) => ReactNode;
}

/** The first of a list; the others one click away. */
export function FirstFew<T>({ items, children }: FirstFewProps<T>) {
  if (items.length < SHOWN + LEAST_HIDDEN) return children(items);
  return (
    <div>
      {children(items.slice(0, SHOWN))}
      <details className={styles.rest}>
        <summary>{items.length - SHOWN} more</summary>
        {children(items.slice(SHOWN))}
      </details>
    </div>
  );
}
