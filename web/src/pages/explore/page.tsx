import type { EditorView } from '@codemirror/view';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { useSettings } from '../../app/settings.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TimeRangePicker } from '../../ui/time-range/time-range-picker.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { askEarly } from './ask-early.ts';
import { ClusterChoice } from './cluster-choice.tsx';
import styles from './explore.module.css';
import { Found } from './found.tsx';
import { QueryBar } from './query-bar/query-bar.tsx';
import { mistakeIn } from './query-bar/query-error.ts';
import { Shortcuts } from './shortcuts.tsx';
import { useExplore } from './use-explore.ts';
import { useKeys } from './use-keys.ts';

/** Asks, and shows what is found: over time, by field, and event by event. */
export function ExplorePage() {
  const explore = useExplore();
  const { state, change } = explore;
  useTitle(state.query === '' ? 'Explore' : state.query);
  const client = useQueryClient();
  const editor = useRef<EditorView>(null);
  const [helps, setHelps] = useState(false);
  const isWrong = useMemo(() => mistakeIn(state.query) !== undefined, [state.query]);
  const { zone } = useSettings();
  if (!isWrong) askEarly(client, state, zone);

  const run = (query: string) => {
    // The same question again: what has come since.
    if (query === state.query) askAgain(client);
    else change({ query, open: undefined, at: undefined });
  };
  useKeys([
    ['/', () => editor.current?.focus()],
    ['?', () => setHelps(true)],
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
        <EmptyState title="This query cannot be read">
          <p>Mend it above, and run it again.</p>
        </EmptyState>
      ) : (
        <Found explore={explore} onHelp={() => setHelps(true)} />
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
