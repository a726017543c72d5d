import type { CSSProperties, ReactNode } from 'react';
import styles from './data-table.module.css';
import { ScrollArea } from './scroll-area.tsx';

interface DataTableProps {
  /** What is in it, read out. */
  readonly label: string;
  /** It is never narrower, and scrolls where there is less room: a length of CSS. */
  readonly width?: string;
  /** Whether it stands by itself, not in a card. */
  readonly isFramed?: boolean;
  readonly className?: string | undefined;
  /** `<thead>` and `<tbody>`. */
  readonly children: ReactNode;
}

/** For cells that hold numbers, and their heads. */
export const NUMBER = styles.number as string;

/** A table that scrolls by itself where there is too little room. */
export function DataTable({ label, width = 'auto', isFramed = false, className = '', children }: DataTableProps) {
  return (
    <ScrollArea label={label} className={`${styles.area} ${isFramed ? styles.framed : ''} ${className}`}>
      <table className={styles.table} style={{ '--least-width': width } as CSSProperties}>
        {children}
      </table>
    </ScrollArea>
  );
}
