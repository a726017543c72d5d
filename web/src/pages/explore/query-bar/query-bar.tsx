import type { EditorView } from '@codemirror/view';
import { lazy, type RefObject, Suspense, useEffect, useState } from 'react';
import type { TopAnswer } from '../../../../../src/api/contract.ts';
import { getJson } from '../../../api/client.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Popover } from '../../../ui/popover.tsx';
import { Text } from '../../../ui/text.tsx';
import type { ExploreState } from '../state.ts';
import styles from './query-bar.module.css';
import { mistakeIn } from './query-error.ts';
import { recentQueries, rememberQuery } from './recent.ts';

const QueryEditor = lazy(() => import('./query-editor.tsx').then(({ QueryEditor: Loaded }) => ({ default: Loaded })));

interface QueryBarProps {
  readonly state: ExploreState;
  onRun(query: string): void;
  /** Given the editor, for `/`. */
  readonly editor: RefObject<EditorView | null>;
}

/** Where the question is asked: the query, what is wrong with it, and those asked before. */
export function QueryBar({ state, onRun, editor }: QueryBarProps) {
  const { query, from, to, cluster } = state;
  const [draft, setDraft] = useState(query);
  const [refused, setRefused] = useState<string>();
  // The address leads: back, a filter, a saved search.
  useEffect(() => setDraft(query), [query]);
  const run = (text: string) => {
    if (mistakeIn(text)) return setRefused(text);
    setRefused(undefined);
    rememberQuery(text);
    onRun(text.trim());
  };
  const askValues = (field: string, prefix: string, signal: AbortSignal) =>
    getJson<TopAnswer>('/api/v1/values', { field, prefix, from, to, cluster }, signal).then(({ items }) => items);
  // A link may hold a query that is wrong.
  const mistake = draft === refused || draft === query ? mistakeIn(draft) : undefined;

  return (
    <search className={styles.bar}>
      <div className={styles.field} data-wrong={Boolean(mistake)}>
        <Icon name="search" />
        <Suspense
          fallback={
            <div className={styles.waiting}>
              <Text value={query} />
            </div>
          }
        >
          <QueryEditor
            value={draft}
            onChange={setDraft}
            onRun={run}
            askValues={askValues}
            onReady={(view) => {
              editor.current = view;
            }}
          />
        </Suspense>
        {draft !== '' && <IconButton icon="close" label="Clear the query" onClick={() => run('')} />}
        <Recent onChoose={run} />
        <Button kind="primary" className={styles.run ?? ''} onClick={() => run(draft)}>
          Run
        </Button>
      </div>
      {mistake && (
        <p role="alert" className={styles.mistake}>
          <Text value={mistake.message} max={500} />
          {mistake.suggestion && (
            <Button
              small
              onClick={() => run(`${draft.slice(0, mistake.from)}${mistake.suggestion}${draft.slice(mistake.to)}`)}
            >
              Use {mistake.suggestion}
            </Button>
          )}
        </p>
      )}
    </search>
  );
}

function Recent({ onChoose }: { onChoose(query: string): void }) {
  return (
    <Popover placement="bottom-end" button={(props) => <IconButton icon="clock" label="Recent queries" {...props} />}>
      {(close) => {
        const queries = recentQueries();
        if (queries.length === 0) return <p className={styles.none}>Queries that you run are listed here.</p>;
        return (
          <ul className={styles.recent}>
            {queries.map((one) => (
              <li key={one}>
                <button
                  type="button"
                  onClick={() => {
                    onChoose(one);
                    close();
                  }}
                >
                  <Text value={one} mono />
                </button>
              </li>
            ))}
          </ul>
        );
      }}
    </Popover>
  );
}
