import type { ReactNode } from 'react';
import styles from './page.module.css';
import { useTitle } from './use-title.ts';

interface PageProps {
  /** The heading, and the title of the window. */
  readonly title: string;
  /** In the place of the title's text, where the heading is more than text. */
  readonly heading?: ReactNode;
  readonly lead?: ReactNode;
  /** Beside the heading. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page: its heading, what can be done, and what it shows. */
export function Page({ title, heading = title, lead, actions, children }: PageProps) {
  useTitle(title);
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <div className={styles.titles}>
          <h1>{heading}</h1>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
