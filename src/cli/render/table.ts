import { bounded } from './bounded.ts';
import { type Column, GAP, layout } from './layout.ts';
import type { Paint, Style } from './paint.ts';
import { visible } from './visible.ts';
import { cut, padEnd, padStart, widthOf } from './width.ts';

/** Text as it came; the table makes it safe to show. */
export type Cell = string | { readonly text: string; readonly style: Style | undefined };
export type Row = readonly Cell[];

export interface TableOptions {
  readonly columns: readonly Column[];
  readonly paint: Paint;
  /** Columns of the terminal that all of a row must fit in; without it only each column's own bound holds. */
  readonly available?: number | undefined;
  /** Whether long cells are cut with …; into a pipe nothing is. */
  readonly cutCells: boolean;
  /** How many rows are kept back to see how wide the columns must be; 0 where rows must show as they come. */
  readonly sample: number;
  /** The option that shows values whole: the table itself shows the beginning of a very long one. */
  readonly whole: string;
}

export interface Table {
  /** The lines that can be printed now, each with its line end; `''` while the table is still learning its widths. */
  readonly add: (rows: readonly Row[]) => string;
  /** The rest. A table without rows has only its header. */
  readonly end: () => string;
}

/** Rows kept back: what a person reads at once, and still little memory. */
export const SAMPLE_ROWS = 200;

interface Shown {
  readonly text: string;
  readonly style: Style | undefined;
}

function shown(cell: Cell, whole: string): Shown {
  const { text, style } = typeof cell === 'string' ? { text: cell, style: undefined } : cell;
  return { text: visible(bounded(text, whole)), style };
}

/** Lays rows of any number out in columns, in bounded memory. */
export function createTable(options: TableOptions): Table {
  const { columns, paint, cutCells } = options;
  let kept: Shown[][] = [];
  let widths: number[] | undefined;

  function line(cells: readonly Shown[], style?: Style): string {
    const parts = cells.map((cell, i) => {
      const column = columns[i] as Column;
      const width = (widths as number[])[i] as number;
      const text = cutCells ? cut(cell.text, width) : cell.text;
      const padded =
        column.align === 'right' ? padStart(text, width) : i === cells.length - 1 ? text : padEnd(text, width);
      return paint(padded, style ?? cell.style);
    });
    return `${parts.join(GAP).trimEnd()}\n`;
  }

  function begin(): string {
    const needed = columns.map((column, i) =>
      options.sample === 0 ? column.max : kept.reduce((most, row) => Math.max(most, widthOf(row[i]?.text ?? '')), 0),
    );
    widths = layout(columns, needed, options.available);
    const header = line(
      columns.map(({ title }) => ({ text: title, style: undefined })),
      'bold',
    );
    const body = kept.map((row) => line(row)).join('');
    kept = [];
    return header + body;
  }

  function add(rows: readonly Row[]): string {
    let text = '';
    for (const row of rows) {
      const cells = row.map((cell) => shown(cell, options.whole));
      if (widths) {
        text += line(cells);
        continue;
      }
      kept.push(cells);
      if (kept.length >= options.sample) text += begin();
    }
    return text;
  }

  return { add, end: () => (widths ? '' : begin()) };
}
