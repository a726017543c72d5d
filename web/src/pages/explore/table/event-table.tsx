// biome-ignore-all lint/a11y/useSemanticElements: only the rows in sight are drawn, which the elements of a table do not allow.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and says which cell is active.
import { useNavigate } from '@tanstack/react-router';
import { type CSSProperties, type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBox } from '../../../ui/error-box.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useLasting } from '../../../ui/use-lasting.ts';
import { readerOf, valuesOf } from '../row-values.ts';
import { type Column, searchThatFound } from '../state.ts';
import type { Explore } from '../use-explore.ts';
import { type Keys, useKeys } from '../use-keys.ts';
import { useMedia } from '../use-media.ts';
import { Header } from './header.tsx';
import type { Listed } from './listed.ts';
import { QuickLook } from './quick-look.tsx';
import { cellId, Row } from './row.tsx';
import styles from './table.module.css';
import type { EventPages } from './use-event-pages.ts';
import { useRowWindow } from './use-row-window.ts';
import { templateOf, totalWidth } from './widths.ts';

/** Rows from an end at which the next page is asked for: some screens, so that who scrolls on does not wait. */
const NEAR = 150;
/** But only so much of what is there: the first page alone asks for no second one. */
const NEAR_SHARE = 1 / 3;

interface EventTableProps {
  readonly items: readonly Listed[];
  readonly pages: EventPages;
  readonly explore: Explore;
}

/** The events, newest first: only the rows in sight are drawn, and further ones come as one goes on. */
export function EventTable({ items, pages, explore }: EventTableProps) {
  const { state, change, filter } = explore;
  const { columns, open } = state;
  const navigate = useNavigate();
  const grid = useRef<HTMLDivElement>(null);
  const isNarrow = useMedia('(max-width: 640px)');
  const [chosen, setChosen] = useState<{ readonly id: string; readonly column: number }>();
  const { rows, height, above, entryAt, isNearEnd, show, measure } = useRowWindow({ grid, items, open, isNarrow });
  const { hasOlder, isFetchingOlder, fetchOlder } = pages;
  const changeColumns = useCallback(
    (next: readonly Column[]) => change({ columns: next }, { replace: true }),
    [change],
  );
  const isNear = isNearEnd(Math.min(NEAR, items.length * NEAR_SHARE));
  useEffect(() => {
    if (hasOlder && !isFetchingOlder && isNear) fetchOlder();
  }, [hasOlder, isFetchingOlder, fetchOlder, isNear]);

  const isStale = useLasting(pages.isStale);
  const at = useMemo(() => (chosen ? items.findIndex(({ id }) => id === chosen.id) : -1), [items, chosen]);
  const choose = (index: number, column = chosen?.column ?? 0) => {
    const next = Math.max(0, Math.min(items.length - 1, index));
    const item = items[next];
    if (!item) return;
    setChosen({ id: item.id, column: Math.max(0, Math.min(columns.length - 1, column)) });
    show(next);
  };
  const item = items[at];
  const toggle = (id: string) => change({ open: open === id ? undefined : id }, { replace: true });
  const filterChosen = (exclude: boolean) => {
    const name = columns[chosen?.column ?? 0]?.name;
    const [value] = item && name ? valuesOf(readerOf(name)?.(item.read())) : [];
    if (name && value !== undefined && name !== 'time' && name !== 'summary') filter(name, value, exclude);
  };
  const moves: Keys = [
    ['ArrowDown', () => choose(at + 1)],
    ['ArrowUp', () => choose(Math.max(0, at - 1))],
    ['ArrowRight', () => choose(Math.max(0, at), (chosen?.column ?? -1) + 1)],
    ['ArrowLeft', () => choose(Math.max(0, at), (chosen?.column ?? 1) - 1)],
  ];
  useKeys([
    ['j', () => choose(at + 1)],
    ['k', () => choose(Math.max(0, at - 1))],
    ['o', () => item && toggle(item.id)],
    ['x', () => filterChosen(true)],
    ['i', () => filterChosen(false)],
    [
      'Enter',
      () => item && void navigate({ to: '/events/$id', params: { id: item.id }, search: searchThatFound(state) }),
    ],
    ['Escape', () => (open ? change({ open: undefined }, { replace: true }) : setChosen(undefined))],
  ]);

  const onClick = ({ target }: MouseEvent) => {
    const row = (target as Element).closest<HTMLElement>('[role=row][data-id]');
    // Who selects text to copy it does not want the row to open.
    if (!row?.dataset.id || !getSelection()?.isCollapsed) return;
    const cell = (target as Element).closest('[role=gridcell]');
    const column = cell ? [...row.children].indexOf(cell) : 0;
    setChosen({ id: row.dataset.id, column });
    toggle(row.dataset.id);
  };

  if (pages.error && items.length === 0) return <ErrorBox error={pages.error} onRetry={pages.retry} />;
  if (pages.isLoading && items.length === 0) return <Skeleton height="60vh" />;
  if (items.length === 0) return <Nothing explore={explore} />;
  return (
    <div
      ref={grid}
      role="grid"
      aria-label="Events"
      aria-rowcount={hasOlder ? -1 : items.length + 1}
      aria-colcount={isNarrow ? 1 : columns.length}
      aria-activedescendant={
        chosen && rows.some(({ index }) => entryAt(index)?.item.id === chosen.id)
          ? cellId(chosen.id, isNarrow ? 0 : chosen.column)
          : undefined
      }
      aria-busy={pages.isStale}
      tabIndex={0}
      className={styles.grid}
      data-stale={isStale}
      onClick={onClick}
      onKeyDown={(event) => {
        const move = event.target === event.currentTarget && moves.find(([key]) => key === event.key);
        if (!move) return;
        event.preventDefault();
        move[1]();
      }}
    >
      <div className={styles.inner} style={isNarrow ? undefined : layoutOf(columns)}>
        {!isNarrow && <Header columns={columns} onChange={changeColumns} />}
        <div role="rowgroup" className={styles.body} style={{ height, paddingBlockStart: above }}>
          {rows.map(({ index: place, key }) => {
            const entry = entryAt(place);
            if (!entry) return null;
            const { item, index, isLook } = entry;
            return isLook ? (
              <div key={key} role="row" aria-rowindex={index + 2} data-index={place} ref={measure}>
                <div role="gridcell">
                  <QuickLook item={item} explore={explore} />
                </div>
              </div>
            ) : (
              <Row
                key={key}
                item={item}
                index={index}
                columns={columns}
                chosen={chosen?.id === item.id ? chosen.column : undefined}
                isNarrow={isNarrow}
              />
            );
          })}
        </div>
        <p className={styles.end} role="presentation">
          {isFetchingOlder ? 'Loading …' : hasOlder ? '' : 'This is the oldest event of this question.'}
        </p>
      </div>
    </div>
  );
}

/** The widths of the columns, said once for all rows. */
function layoutOf(columns: readonly Column[]): CSSProperties {
  return { minWidth: totalWidth(columns), '--columns': templateOf(columns) } as CSSProperties;
}

function Nothing({ explore: { state, change } }: { readonly explore: Explore }) {
  return (
    <div className={styles.nothing}>
      <EmptyState title="No event matches">
        <p>
          {state.from || state.to ? (
            <>
              Choose a longer time, or{' '}
              <button type="button" className={styles.link} onClick={() => change({ from: undefined, to: undefined })}>
                look at all times
              </button>
              .
            </>
          ) : (
            'Take conditions out of the query, or connect a cluster on the page Sources.'
          )}
        </p>
      </EmptyState>
    </div>
  );
}
