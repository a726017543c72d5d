import { countedStages } from '../../../../src/query/counted-stages.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Count } from '../../ui/count.tsx';
import styles from './explore.module.css';
import { useFacets } from './facets/use-facets.ts';
import { Download } from './saved/download.tsx';
import { SavedSearches } from './saved/saved-searches.tsx';
import { ColumnsMenu } from './table/columns-menu.tsx';
import type { EventPages } from './table/use-event-pages.ts';
import type { Tail } from './table/use-tail.ts';
import type { Explore } from './use-explore.ts';

interface ToolbarProps {
  readonly explore: Explore;
  readonly pages: EventPages;
  readonly tail: Tail;
  onHelp(): void;
  onNewer(): void;
  onLive(): void;
}

/** How many there are, and what can be done with them. */
export function Toolbar({ explore: { state, change }, pages, tail, onHelp, onNewer, onLive }: ToolbarProps) {
  const { live } = state;
  return (
    <div className={styles.toolbar}>
      <Total state={state} pages={pages} />
      <Button small kind={live ? 'primary' : 'plain'} icon="live" aria-pressed={live} onClick={onLive}>
        Live
      </Button>
      {live ? (
        <>
          <Button small icon={tail.isPaused ? 'play' : 'pause'} onClick={() => tail.pause(!tail.isPaused)}>
            {tail.isPaused ? `Go on (${tail.held.length} waiting)` : 'Pause'}
          </Button>
          {tail.missed > 0 && (
            <span className={styles.missed}>
              <Count value={tail.missed} /> passed over
            </span>
          )}
        </>
      ) : (
        <Button small kind="quiet" icon="refresh" disabled={pages.isFetchingNewer} onClick={onNewer}>
          Newer
        </Button>
      )}
      <span className={styles.right}>
        <ColumnsMenu columns={state.columns} onChange={(columns) => change({ columns }, { replace: true })} />
        <SavedSearches state={state} />
        <Download state={state} />
        <IconButton icon="help" label="By keyboard" onClick={onHelp} />
      </span>
    </div>
  );
}

/** Of a request with several stages the list has a row each, and the last is counted, unless stages are asked for. */
function countedAs(query: string): string {
  return countedStages(query) === 'all' ? 'event' : 'request';
}

function Total({ state, pages }: Pick<Explore, 'state'> & Pick<ToolbarProps, 'pages'>) {
  const { data } = useFacets(state);
  const isWhole = !state.live && state.at === undefined && !pages.hasOlder && !pages.isStale;
  return (
    <span className={styles.total} aria-live="polite">
      {data ? (
        <>
          <b>
            <Count value={data.count} />
          </b>{' '}
          {countedAs(state.query)}
          {data.count !== 1 && 's'}
          {isWhole && pages.items.length > data.count && ` in ${pages.items.length} events`}
        </>
      ) : (
        '…'
      )}
    </span>
  );
}
