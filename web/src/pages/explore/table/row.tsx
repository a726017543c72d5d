// biome-ignore-all lint/a11y/useSemanticElements: the same grid as event-table.tsx.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and says which cell is active.
import { memo, useMemo } from 'react';
import { Outcome } from '../../../ui/outcome.tsx';
import { Text } from '../../../ui/text.tsx';
import { Time } from '../../../ui/time.tsx';
import { readerOf } from '../row-values.ts';
import type { Column } from '../state.ts';
import { Cell } from './cell.tsx';
import type { Listed } from './listed.ts';
import styles from './table.module.css';

interface RowProps {
  readonly item: Listed;
  readonly index: number;
  readonly columns: readonly Column[];
  /** The column that is chosen, where the row is. */
  readonly chosen: number | undefined;
  readonly isNarrow: boolean;
}

/** One event on one line; where there is no room for columns, its sentence below its time. */
export const Row = memo(function Row({ item: listed, index, columns, chosen, isNarrow }: RowProps) {
  const item = useMemo(() => listed.read(), [listed]);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={chosen !== undefined}
      className={isNarrow ? styles.card : styles.row}
      data-outcome={item.outcome}
      data-id={item.id}
    >
      {isNarrow ? (
        <div role="gridcell" id={chosen === undefined ? undefined : cellId(item.id, 0)}>
          <span className={styles.cardHead}>
            <Time value={readerOf('time')?.(item) as string} /> <Outcome value={item.outcome} />
          </span>
          <span className={styles.cardText}>
            <Text value={item.summary} max={200} />
          </span>
        </div>
      ) : (
        columns.map(({ name }, at) => (
          <div
            key={name}
            role="gridcell"
            id={chosen === at ? cellId(item.id, at) : undefined}
            className={styles.cell}
            data-chosen={chosen === at || undefined}
          >
            <Cell name={name} read={readerOf(name)} item={item} />
          </div>
        ))
      )}
    </div>
  );
});

export function cellId(id: string, column: number): string {
  return `cell-${id}-${column}`;
}
