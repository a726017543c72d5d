/** Spreadsheets read a cell that begins with one of these as a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** With an apostrophe before what a spreadsheet would run as a formula. */
export function guardedCell(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** One line of CSV (RFC 4180), with its line end. */
export function csvText(cells: readonly string[]): string {
  return `${cells.map((cell) => (NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
