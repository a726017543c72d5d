import type { Context } from '../context.ts';
import type { Item } from '../item.ts';
import { NARROW, WIDE } from './event-columns.ts';
import { createTable } from './table.ts';
import type { Zone } from './time.ts';

export interface EventTableOptions {
  readonly context: Pick<Context, 'paint' | 'columns'>;
  readonly zone: Zone;
  readonly wide: boolean;
  /** Rows kept back to see how wide the columns must be; 0 where events show as they come. */
  readonly sample: number;
}

export interface EventTable {
  /** The lines that can be printed now. */
  readonly add: (items: readonly Item[]) => string;
  readonly end: () => string;
}

/** What rows that cannot be measured beforehand are laid out for where there is no terminal. In columns. */
const UNSEEN_COLUMNS = 140;

/** Events as rows. The wide table does not shrink to the terminal: its reader asked for more than fits. */
export function createEventTable({ context, zone, wide, sample }: EventTableOptions): EventTable {
  const columns = wide ? WIDE : NARROW;
  const { paint, columns: terminal } = context;
  const table = createTable({
    columns,
    paint,
    available: wide ? undefined : (terminal ?? (sample === 0 ? UNSEEN_COLUMNS : undefined)),
    cutCells: terminal !== undefined,
    sample,
  });
  return {
    add: (items) => table.add(items.map((item) => columns.map((column) => column.cell(item, zone)))),
    end: table.end,
  };
}
