import { useMemo } from 'react';
import { ErrorBox } from '../../ui/error-box.tsx';
import { announce } from '../../ui/live-messages.tsx';
import styles from './explore.module.css';
import { Facets } from './facets/facets.tsx';
import { Histogram } from './histogram/histogram.tsx';
import { EventTable } from './table/event-table.tsx';
import { distinct, useEventPages } from './table/use-event-pages.ts';
import { useTail } from './table/use-tail.ts';
import { Toolbar } from './toolbar.tsx';
import type { Explore } from './use-explore.ts';
import { useKeys } from './use-keys.ts';
import { useMedia } from './use-media.ts';

interface FoundProps {
  readonly explore: Explore;
  onHelp(): void;
}

/** What a question finds. */
export function Found({ explore, onHelp }: FoundProps) {
  const { state, change } = explore;
  const isWide = useMedia('(min-width: 900px)');
  const pages = useEventPages(state);
  const tail = useTail(state.live, state.query, state.cluster);
  const items = useMemo(
    () => (state.live ? distinct([{ items: tail.rows }, { items: pages.items }]) : pages.items),
    [state.live, tail.rows, pages.items],
  );
  const findNewer = async () => {
    const before = pages.items.length;
    if (!(await pages.fetchNewer())) return;
    announce(before === 0 ? 'Asked again.' : 'Newer events, if there are any, stand above.');
  };
  const toggleLive = () => change({ live: !state.live, to: undefined, at: undefined });
  useKeys([
    ['l', toggleLive],
    ['n', () => void findNewer()],
    ['p', () => state.live && tail.pause(!tail.isPaused)],
  ]);

  return (
    <>
      <Histogram {...explore} />
      <div className={styles.found}>
        <details className={styles.side} open={isWide}>
          <summary>Fields</summary>
          <Facets explore={explore} />
        </details>
        <section aria-label="Events" className={styles.events}>
          <Toolbar
            explore={explore}
            pages={pages}
            tail={tail}
            onHelp={onHelp}
            onNewer={() => void findNewer()}
            onLive={toggleLive}
          />
          {state.live && tail.error !== undefined && <ErrorBox error={tail.error} />}
          {pages.error !== null && items.length > 0 && <ErrorBox error={pages.error} onRetry={pages.retry} />}
          <EventTable items={items} pages={pages} explore={explore} />
        </section>
      </div>
    </>
  );
}
