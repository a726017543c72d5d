import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { writeExact } from '../../../../src/event/exact-json.ts';
import { Button } from '../button.tsx';
import { CopyButton } from '../copy-button.tsx';
import { announce } from '../live-messages.tsx';
import styles from './json-tree.module.css';
import { actionFor, nextMatch } from './keys.ts';
import { MAX_ROWS, rowsOf, search, type TreeRow } from './rows.ts';
import { TreeLine } from './tree-line.tsx';

interface JsonTreeProps {
  readonly value: unknown;
  /** What it is, read out: `Body of the request`. */
  readonly label: string;
  /** Levels that are open to begin with. */
  readonly openDepth?: number;
}

/** Height of a line, in CSS pixels: the same for all, so that a million lines need not be measured. */
const LINE = 22;
/** Lines beyond those in sight that are drawn. */
const OVERSCAN = 20;
/** Lines up to which all is opened at once to begin with. */
const MAX_OPEN_AT_ONCE = 60;

/**
 * A JSON value as a tree that is folded, searched and copied. Only what is in sight is drawn, so it may be large.
 * Keys: arrows move and fold, Home and End jump, c copies the value, p its path for a query.
 */
export function JsonTree({ value, label, openDepth = 8 }: JsonTreeProps) {
  const id = useId();
  const area = useRef<HTMLDivElement>(null);
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [depth, setDepth] = useState(() => fittingDepth(value, openDepth));
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const found = useMemo(() => (wanted === '' ? undefined : search(value, wanted)), [value, wanted]);
  const rows = useMemo(
    () => rowsOf(value, (row, level) => changed.get(row) ?? level < depth, found),
    [value, changed, depth, found],
  );
  const [active, setActive] = useState(0);
  const at = Math.min(active, rows.length - 1);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => area.current,
    estimateSize: () => LINE,
    overscan: OVERSCAN,
  });

  const go = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setActive(next);
    virtual.scrollToIndex(next);
  };
  const fold = (row: TreeRow, open: boolean) => setChanged((before) => new Map(before).set(row.id, open));
  const openAll = (levels: number) => {
    setChanged(new Map());
    setDepth(levels);
    setActive(0);
  };
  const goToMatch = (step: 1 | -1) => {
    const index = nextMatch(rows, at, step);
    if (index !== undefined) go(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = actionFor(event.key, row, rows, at);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (action.go !== undefined) go(action.go);
    if (action.open !== undefined) fold(row, action.open);
    if (action.copy !== undefined) void copy(action.copy);
  };

  return (
    <div className={styles.tree}>
      <div className={styles.tools}>
        <input
          type="search"
          className={styles.search}
          aria-label={`Search in: ${label}`}
          placeholder="Search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && goToMatch(event.shiftKey ? -1 : 1)}
        />
        {found && (
          <span role="status" className={styles.count}>
            {found.matches.size === 0 ? 'Not found' : `${found.matches.size.toLocaleString('en')} found`}
          </span>
        )}
        <Button small kind="quiet" onClick={() => openAll(Number.POSITIVE_INFINITY)}>
          Open all
        </Button>
        <Button small kind="quiet" onClick={() => openAll(1)}>
          Fold
        </Button>
        <CopyButton value={() => writeExact(value, 2)} what={label.toLowerCase()}>
          Copy JSON
        </CopyButton>
      </div>
      <div
        ref={area}
        role="tree"
        aria-label={label}
        tabIndex={0}
        className={styles.area}
        aria-activedescendant={`${id}-${at}`}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" className={styles.lines} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => (
            <TreeLine
              key={(rows[index] as TreeRow).id}
              id={`${id}-${index}`}
              row={rows[index] as TreeRow}
              isActive={index === at}
              top={start}
              onClick={() => {
                const row = rows[index] as TreeRow;
                setActive(index);
                if (row.size) fold(row, !row.isOpen);
              }}
            />
          ))}
        </div>
      </div>
      {rows.length >= MAX_ROWS && (
        <p>Only the first {MAX_ROWS.toLocaleString('en')} lines are shown; fold or copy to see the rest.</p>
      )}
    </div>
  );
}

/** As many levels as stay small. */
function fittingDepth(value: unknown, most: number): number {
  for (let depth = most; depth > 1; depth--) {
    if (rowsOf(value, (_, level) => level < depth).length <= MAX_OPEN_AT_ONCE) return depth;
  }
  return 1;
}

async function copy([text, what]: readonly [string, string]): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    announce(`Copied ${what}.`);
  } catch {
    announce(`The browser did not let us copy ${what}.`);
  }
}
