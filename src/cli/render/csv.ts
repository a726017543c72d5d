import { csvText, guardedCell } from '../../event/csv-line.ts';
import { visible } from './visible.ts';

export interface CsvOptions {
  /**
   * Puts an apostrophe before what a spreadsheet would run as a formula. Without it every cell is exactly what was
   * recorded, which is what programs want and what a person should not open in a spreadsheet.
   */
  readonly spreadsheet: boolean;
  /** Whether a terminal shows it: then what would act on the terminal is escaped, as in a table. */
  readonly terminal: boolean;
}

/** One line of CSV (RFC 4180), with its line end. */
export function csvLine(cells: readonly string[], { spreadsheet, terminal }: CsvOptions): string {
  const guarded = spreadsheet ? cells.map(guardedCell) : cells;
  return csvText(terminal ? guarded.map((cell) => visible(cell)) : guarded);
}
