import type { EditorView } from '@codemirror/view';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { isProblem } from '../../api/problem.ts';
import { ErrorBox } from '../../ui/error-box.tsx';
import { announce } from '../../ui/live-messages.tsx';
import { TimeRangePicker } from '../../ui/time-range/time-range-picker.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { ClusterChoice } from './cluster-choice.tsx';
import styles from './explore.module.css';
import { Facets } from './facets/facets.tsx';
import { Histogram } from './histogram/histogram.tsx';
import { QueryBar } from './query-bar/query-bar.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { EventTable } from './table/event-table.tsx';
import { distinct, useEventPages } from './table/use-event-pages.ts';
import { useTail } from './table/use-tail.ts';
import { Toolbar } from './toolbar.tsx';
import { useExplore } from './use-explore.ts';
import { useKeys } from './use-keys.ts';
import { useMedia } from './use-media.ts';

/** Asks, and shows what is found: over time, by field, and event by event. */
export function ExplorePage() {
  const explore = useExplore();
  const { state, change } = explore;
  useTitle(state.query === '' ? 'Explore' : state.query);
  const client = useQueryClient();
  const editor = useRef<EditorView>(null);
  const [helps, setHelps] = useState(false);
  const isWide = useMedia('(min-width: 900px)');
  const pages = useEventPages(state);
  const tail = useTail(state.live, state.query, state.cluster);
  const items = useMemo(
    () => (state.live ? distinct([{ items: tail.rows }, { items: pages.items }]) : pages.items),
    [state.live, tail.rows, pages.items],
  );

  const run = (query: string) => {
    // The same question again: what has come since.
    if (query === state.query) askAgain(client);
    else change({ query, open: undefined, at: undefined });
  };
  const findNewer = async () => {
    const before = pages.items.length;
    await pages.fetchNewer();
    announce(before === 0 ? 'Asked again.' : 'Newer events, if there are any, stand above.');
  };
  const isWrong = isProblem(pages.error) && pages.error.code.startsWith('QUERY_');
  const toggleLive = () => change({ live: !state.live, to: undefined, at: undefined });

  useKeys([
    ['/', () => editor.current?.focus()],
    ['?', () => setHelps(true)],
    ['l', toggleLive],
    ['n', () => void findNewer()],
    ['p', () => state.live && tail.pause(!tail.isPaused)],
  ]);

  return (
    <div className={styles.page}>
      <h1 className="visually-hidden">Explore</h1>
      <div className={styles.question}>
        <QueryBar state={state} onRun={run} editor={editor} />
        <ClusterChoice value={state.cluster} onChange={(cluster) => change({ cluster })} />
        <TimeRangePicker
          value={{ from: state.from, to: state.to }}
          onChange={({ from, to }) => change({ from, to, at: undefined, live: state.live && to === undefined })}
        />
      </div>
      {isWrong ? (
        // Once, for all that it keeps from being answered.
        <ErrorBox error={pages.error} />
      ) : (
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
                onHelp={() => setHelps(true)}
                onNewer={() => void findNewer()}
                onLive={toggleLive}
              />
              {state.live && tail.error !== undefined && <ErrorBox error={tail.error} />}
              <EventTable items={items} pages={pages} explore={explore} />
            </section>
          </div>
        </>
      )}
      {helps && <Shortcuts onClose={() => setHelps(false)} />}
    </div>
  );
}

/** The list begins anew: to ask again for each page that one has scrolled to would take long. */
function askAgain(client: QueryClient): void {
  void client.resetQueries({ queryKey: ['events'] });
  for (const queryKey of [['histogram'], ['facets'], ['values']]) void client.invalidateQueries({ queryKey });
}
