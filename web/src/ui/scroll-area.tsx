import type { ReactNode } from 'react';
import styles from './scroll-area.module.css';

interface ScrollAreaProps {
  /** What is in it, read out. */
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A part of a page that scrolls by itself, by keyboard too (WCAG 2.1.1). */
export function ScrollArea({ label, className = '', children }: ScrollAreaProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus its keys would not scroll it.
    <section aria-label={label} className={`${styles.area} ${className}`} tabIndex={0}>
      {children}
    </section>
  );
}
