import { visible } from './visible.ts';

/** Spreadsheets read a cell that begins with one of these as a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;
const NEEDS_QUOTES = /[",\r\n]/;

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
  const quoted = cells.map((cell) => {
    const guarded = spreadsheet && FORMULA.test(cell) ? `'${cell}` : cell;
    const text = terminal ? visible(guarded) : guarded;
    return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${quoted.join(',')}\r\n`;
}
