// biome-ignore-all lint/a11y/useSemanticElements: the same grid as event-table.tsx.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and says which cell is active.
import { type KeyboardEvent, memo, type PointerEvent, useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Popover } from '../../../ui/popover.tsx';
import { Text } from '../../../ui/text.tsx';
import { labelOf } from '../row-values.ts';
import type { Column } from '../state.ts';
import { moved, resized, toggled } from './columns.ts';
import styles from './table.module.css';
import { templateOf, widthOfColumn } from './widths.ts';

interface HeaderProps {
  readonly columns: readonly Column[];
  onChange(columns: readonly Column[]): void;
}

/** A step of a column's width by keyboard, in CSS pixels. */
const STEP = 16;

/** The names of the columns: each can be moved, made wider and taken out. */
export const Header = memo(function Header({ columns, onChange }: HeaderProps) {
  const [dragged, setDragged] = useState<readonly Column[]>();
  const shown = dragged ?? columns;
  return (
    <div role="row" aria-rowindex={1} className={styles.header} style={{ gridTemplateColumns: templateOf(shown) }}>
      {shown.map((column, at) => (
        <div key={column.name} role="columnheader" className={styles.title}>
          <Popover
            button={(props) => (
              <button type="button" className={styles.titleButton} {...props}>
                <Text value={labelOf(column.name)} max={60} />
                <Icon name="down" size={10} />
              </button>
            )}
          >
            {(close) => {
              const act = (next: readonly Column[]) => {
                onChange(next);
                close();
              };
              return (
                <div className={styles.menu}>
                  <code>
                    <Text value={column.name} />
                  </code>
                  <Button kind="quiet" disabled={at === 0} onClick={() => act(moved(columns, column.name, -1))}>
                    Move to the left
                  </Button>
                  <Button
                    kind="quiet"
                    disabled={at === columns.length - 1}
                    onClick={() => act(moved(columns, column.name, 1))}
                  >
                    Move to the right
                  </Button>
                  <Button
                    kind="quiet"
                    disabled={columns.length === 1}
                    onClick={() => act(toggled(columns, column.name))}
                  >
                    Take the column out
                  </Button>
                </div>
              );
            }}
          </Popover>
          {at < shown.length - 1 && (
            <Divider
              label={`Width of ${labelOf(column.name)}`}
              width={widthOfColumn(column)}
              onDrag={(width) => setDragged(resized(columns, column.name, width))}
              onDone={(width) => {
                setDragged(undefined);
                onChange(resized(columns, column.name, width));
              }}
            />
          )}
        </div>
      ))}
    </div>
  );
});

interface DividerProps {
  readonly label: string;
  readonly width: number;
  onDrag(width: number): void;
  onDone(width: number): void;
}

/** The right edge of a column, to be drawn or moved with the arrow keys. */
function Divider({ label, width, onDrag, onDone }: DividerProps) {
  const start = useRef<{ readonly x: number; readonly width: number }>(undefined);
  const widthAt = ({ clientX }: PointerEvent) =>
    (start.current?.width ?? width) + clientX - (start.current?.x ?? clientX);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? STEP : event.key === 'ArrowLeft' ? -STEP : 0;
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onDone(width + by);
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={40}
      aria-valuemax={1200}
      tabIndex={0}
      className={styles.divider}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        start.current = { x: event.clientX, width };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => start.current && onDrag(widthAt(event))}
      onPointerUp={(event) => {
        if (!start.current) return;
        onDone(widthAt(event));
        start.current = undefined;
      }}
    />
  );
}
