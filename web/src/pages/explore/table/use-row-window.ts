import {
  defaultRangeExtractor,
  type Range,
  useVirtualizer,
  type VirtualItem,
  type Virtualizer,
} from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { Listed } from './listed.ts';

/** In CSS pixels; `table.module.css` has the same. */
const ROW = 30;
const CARD = 76;
const LOOK = 360;
/** Rows beyond each edge that are drawn before they are seen: two turns of a wheel. */
const OVERSCAN = 7;

interface RowWindowOptions {
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly items: readonly Listed[];
  /** The event that is looked at: it has a second entry, below its row. */
  readonly open: string | undefined;
  readonly isNarrow: boolean;
}

/** What stands at a place of the list. */
export interface Entry {
  readonly item: Listed;
  /** Of the item. */
  readonly index: number;
  readonly isLook: boolean;
}

export interface RowWindow {
  /** The rows that are drawn, one after the other. */
  readonly rows: readonly VirtualItem[];
  /** Of all rows, and of those above the window, in CSS pixels. */
  readonly height: number;
  readonly above: number;
  entryAt(place: number): Entry | undefined;
  /** Whether the last row of the window is among the last `near`. */
  isNearEnd(near: number): boolean;
  /** Brings an item into sight. */
  show(index: number): void;
  /** For an entry whose height follows from what it holds. */
  readonly measure: Virtualizer<HTMLDivElement, Element>['measureElement'];
}

/** Which of the rows are in sight. The functions given to the virtualizer stay the same ones: with others it lays out all rows anew. */
export function useRowWindow({ grid, items, open, isNarrow }: RowWindowOptions): RowWindow {
  const openAt = useMemo(() => (open === undefined ? -1 : items.findIndex(({ id }) => id === open)), [items, open]);
  const entryAt = useCallback(
    (place: number): Entry | undefined => {
      const isLook = openAt >= 0 && place === openAt + 1;
      const index = openAt >= 0 && place > openAt ? place - 1 : place;
      const item = items[index];
      return item && { item, index, isLook };
    },
    [items, openAt],
  );
  const count = items.length + (openAt < 0 ? 0 : 1);
  const rowHeight = isNarrow ? CARD : ROW;
  const margin = isNarrow ? 0 : ROW;
  const virtual = useVirtualizer({
    count,
    getScrollElement: useCallback(() => grid.current, [grid]),
    estimateSize: useCallback(
      (place: number) => (openAt >= 0 && place === openAt + 1 ? LOOK : rowHeight),
      [openAt, rowHeight],
    ),
    getItemKey: useCallback((place: number) => keyOf(entryAt(place)) ?? place, [entryAt]),
    overscan: OVERSCAN,
    rangeExtractor: useRowsAhead(),
    scrollMargin: margin,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights are known anew when the rows have others.
  useEffect(() => virtual.measure(), [rowHeight]);
  useKeptPlace(virtual, items, rowHeight);

  const rows = virtual.getVirtualItems();
  return {
    rows,
    height: virtual.getTotalSize(),
    above: rows[0] ? rows[0].start - margin : 0,
    entryAt,
    isNearEnd: (near) => (rows.at(-1)?.index ?? 0) >= count - near,
    show: (index) => virtual.scrollToIndex(openAt >= 0 && index > openAt ? index + 1 : index, { align: 'auto' }),
    measure: virtual.measureElement,
  };
}

/** Gives the rows to draw. Who scrolls past more of them than are drawn ahead would see none of those before they are gone. */
function useRowsAhead(): (range: Range) => number[] {
  const before = useRef(0);
  return useCallback((range: Range) => {
    const isFast = Math.abs(range.startIndex - before.current) > range.overscan;
    before.current = range.startIndex;
    return defaultRangeExtractor(isFast ? { ...range, overscan: 0 } : range);
  }, []);
}

function keyOf(entry: Entry | undefined): string | undefined {
  return entry && (entry.isLook ? `look ${entry.item.id}` : entry.item.id);
}

/** Keeps what is in sight where it is when newer events are put before it; who is at the top sees those. */
function useKeptPlace(
  virtual: Virtualizer<HTMLDivElement, Element>,
  items: readonly Listed[],
  rowHeight: number,
): void {
  const first = useRef<string>(undefined);
  useLayoutEffect(() => {
    const before = first.current;
    first.current = items[0]?.id;
    const { scrollElement: element, scrollOffset } = virtual;
    // To ask the element where it stands would have all of the page laid out.
    if (!element || before === undefined || before === first.current || !scrollOffset) return;
    const added = items.findIndex(({ id }) => id === before);
    if (added > 0) element.scrollTop += added * rowHeight;
    else element.scrollTop = 0;
  }, [virtual, items, rowHeight]);
}
