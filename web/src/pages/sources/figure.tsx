import type { ReactNode } from 'react';
import styles from './figure.module.css';

interface FigureProps {
  readonly label: string;
  /** Said besides, smaller. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

/** A value under its name, within a `<dl>`. */
export function Figure({ label, note, children }: FigureProps) {
  return (
    <div className={styles.figure}>
      <dt>{label}</dt>
      <dd>
        {children}
        {note && <small>{note}</small>}
      </dd>
    </div>
  );
}
