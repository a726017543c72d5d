import { type Column, clampWidth, MAX_COLUMNS } from '../state.ts';

/** The list with a column taken out, or put at its end. */
export function toggled(columns: readonly Column[], name: string): readonly Column[] {
  if (!columns.some((column) => column.name === name)) return [...columns, { name }].slice(0, MAX_COLUMNS);
  // A table without columns shows nothing to click on.
  return columns.length === 1 ? columns : columns.filter((column) => column.name !== name);
}

/** The list with a column further to the left (-1) or to the right (1). */
export function moved(columns: readonly Column[], name: string, by: -1 | 1): readonly Column[] {
  const at = columns.findIndex((column) => column.name === name);
  const other = columns[at + by];
  const one = columns[at];
  if (!one || !other) return columns;
  return columns.map((column, i) => (i === at ? other : i === at + by ? one : column));
}

export function resized(columns: readonly Column[], name: string, width: number): readonly Column[] {
  return columns.map((column) => (column.name === name ? { name, width: clampWidth(width) } : column));
}
