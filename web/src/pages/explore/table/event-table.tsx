// biome-ignore-all lint/a11y/useSemanticElements: only the rows in sight are drawn, which the elements of a table do not allow.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and says which cell is active.
import { useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { EventItem } from '../../../../../src/api/contract.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorBox } from '../../../ui/error-box.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { readerOf, valuesOf } from '../row-values.ts';
import { searchThatFound } from '../state.ts';
import type { Explore } from '../use-explore.ts';
import { type Keys, useKeys } from '../use-keys.ts';
import { useMedia } from '../use-media.ts';
import { Header } from './header.tsx';
import { QuickLook } from './quick-look.tsx';
import { cellId, Row } from './row.tsx';
import styles from './table.module.css';
import type { EventPages } from './use-event-pages.ts';
import { templateOf, totalWidth } from './widths.ts';

/** In CSS pixels; `table.module.css` has the same. */
const ROW = 30;
const CARD = 76;
const LOOK = 360;
/** Rows from an end at which the next page is asked for. */
const NEAR = 40;
const OVERSCAN = 12;

interface EventTableProps {
  readonly items: readonly EventItem[];
  readonly pages: EventPages;
  readonly explore: Explore;
}

type Entry = { readonly key: string; readonly item: EventItem; readonly isLook: boolean; readonly index: number };

/** The events, newest first: only the rows in sight are drawn, and further ones come as one goes on. */
export function EventTable({ items, pages, explore }: EventTableProps) {
  const { state, change, filter } = explore;
  const { columns, open } = state;
  const navigate = useNavigate();
  const grid = useRef<HTMLDivElement>(null);
  const isNarrow = useMedia('(max-width: 640px)');
  const [chosen, setChosen] = useState<{ readonly id: string; readonly column: number }>();
  const entries = useMemo(() => entriesOf(items, open), [items, open]);
  const rowHeight = isNarrow ? CARD : ROW;
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => grid.current,
    estimateSize: (at) => (entries[at]?.isLook ? LOOK : rowHeight),
    getItemKey: (at) => entries[at]?.key ?? at,
    overscan: OVERSCAN,
    scrollMargin: isNarrow ? 0 : ROW,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights are known anew when the rows have others.
  useEffect(() => virtual.measure(), [rowHeight]);
  useKeptPlace(grid, items, rowHeight);

  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  const { hasOlder, isFetchingOlder, fetchOlder } = pages;
  useEffect(() => {
    if (hasOlder && !isFetchingOlder && last >= entries.length - NEAR) fetchOlder();
  }, [hasOlder, isFetchingOlder, fetchOlder, last, entries.length]);

  const at = chosen ? items.findIndex(({ id }) => id === chosen.id) : -1;
  const choose = (index: number, column = chosen?.column ?? 0) => {
    const item = items[Math.max(0, Math.min(items.length - 1, index))];
    if (!item) return;
    setChosen({ id: item.id, column: Math.max(0, Math.min(columns.length - 1, column)) });
    virtual.scrollToIndex(
      entries.findIndex((entry) => entry.item.id === item.id),
      { align: 'auto' },
    );
  };
  const item = items[at];
  const toggle = (id: string) => change({ open: open === id ? undefined : id }, { replace: true });
  const filterChosen = (exclude: boolean) => {
    const name = columns[chosen?.column ?? 0]?.name;
    const [value] = item && name ? valuesOf(readerOf(name)?.(item)) : [];
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
  const template = templateOf(columns);
  return (
    <div
      ref={grid}
      role="grid"
      aria-label="Events"
      aria-rowcount={hasOlder ? -1 : items.length + 1}
      aria-colcount={isNarrow ? 1 : columns.length}
      aria-activedescendant={
        chosen && rows.some(({ index }) => entries[index]?.item.id === chosen.id)
          ? cellId(chosen.id, isNarrow ? 0 : chosen.column)
          : undefined
      }
      aria-busy={pages.isStale}
      tabIndex={0}
      className={styles.grid}
      data-stale={pages.isStale}
      onClick={onClick}
      onKeyDown={(event) => {
        const move = event.target === event.currentTarget && moves.find(([key]) => key === event.key);
        if (!move) return;
        event.preventDefault();
        move[1]();
      }}
    >
      <div className={styles.inner} style={isNarrow ? undefined : { minWidth: totalWidth(columns) }}>
        {!isNarrow && <Header columns={columns} onChange={(next) => change({ columns: next }, { replace: true })} />}
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {rows.map(({ index, key, start }) => {
            const entry = entries[index];
            if (!entry) return null;
            const top = start - (isNarrow ? 0 : ROW);
            return (
              <div
                key={key}
                role="presentation"
                data-index={index}
                ref={entry.isLook ? virtual.measureElement : undefined}
                className={styles.entry}
                style={{ transform: `translateY(${top}px)` }}
              >
                {entry.isLook ? (
                  <div role="row" aria-rowindex={entry.index + 2}>
                    <div role="gridcell">
                      <QuickLook item={entry.item} explore={explore} />
                    </div>
                  </div>
                ) : (
                  <Row
                    item={entry.item}
                    index={entry.index}
                    columns={columns}
                    template={template}
                    chosen={chosen?.id === entry.item.id ? chosen.column : undefined}
                    isNarrow={isNarrow}
                  />
                )}
              </div>
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

function entriesOf(items: readonly EventItem[], open: string | undefined): Entry[] {
  return items.flatMap((item, index): Entry[] => {
    const row = { key: item.id, item, isLook: false, index };
    return item.id === open ? [row, { ...row, key: `look ${item.id}`, isLook: true }] : [row];
  });
}

/** Keeps what is in sight where it is when newer events are put before it; who is at the top sees those. */
function useKeptPlace(
  grid: { readonly current: HTMLDivElement | null },
  items: readonly EventItem[],
  rowHeight: number,
): void {
  const first = useRef<string>(undefined);
  useLayoutEffect(() => {
    const before = first.current;
    first.current = items[0]?.id;
    const element = grid.current;
    if (!element || before === undefined || before === first.current || element.scrollTop === 0) return;
    const added = items.findIndex(({ id }) => id === before);
    if (added > 0) element.scrollTop += added * rowHeight;
    else element.scrollTop = 0;
  }, [grid, items, rowHeight]);
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
