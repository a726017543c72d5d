import type { Context } from '../context.ts';
import type { Item } from '../item.ts';
import { NARROW, WIDE } from './event-columns.ts';
import { fitting } from './layout.ts';
import { createTable } from './table.ts';
import type { Zone } from './time.ts';

export interface EventTableOptions {
  readonly context: Pick<Context, 'paint' | 'columns'>;
  readonly zone: Zone;
  readonly wide: boolean;
  /** Rows kept back to see how wide the columns must be; 0 where events show as they come. */
  readonly sample: number;
  /** The option of the command that shows values whole. */
  readonly whole: string;
}

export interface EventTable {
  /** The lines that can be printed now. */
  readonly add: (items: readonly Item[]) => string;
  readonly end: () => string;
}

/** What rows that cannot be measured beforehand are laid out for where there is no terminal. In columns. */
const UNSEEN_COLUMNS = 140;

/** Events as rows. The wide table does not shrink to the terminal: its reader asked for more than fits. */
export function createEventTable({ context, zone, wide, sample, whole }: EventTableOptions): EventTable {
  const { paint, columns: terminal } = context;
  const available = wide ? undefined : (terminal ?? (sample === 0 ? UNSEEN_COLUMNS : undefined));
  const columns = fitting(wide ? WIDE : NARROW, available);
  const table = createTable({
    columns,
    paint,
    available,
    cutCells: terminal !== undefined,
    sample,
    whole,
  });
  return {
    add: (items) => table.add(items.map((item) => columns.map((column) => column.cell(item, zone)))),
    end: table.end,
  };
}
