/** One column of a table. Widths are in terminal columns. */
export interface Column {
  readonly title: string;
  /** It is not made narrower than this. */
  readonly min: number;
  /** It is not made wider than this, and takes this width where rows are not known beforehand. */
  readonly max: number;
  readonly align?: 'right';
  /** Left out where the terminal is too narrow for the least widths of all: the highest rank first. */
  readonly spare?: number;
}

/** Space between two columns. */
export const GAP = '  ';

/** The columns that there is room for, in their order; those that are not spare always stay. */
export function fitting<C extends Column>(columns: readonly C[], available = Infinity): readonly C[] {
  const least = columns.reduce((sum, { min }) => sum + min, GAP.length * (columns.length - 1));
  const [spare] = columns.filter((column) => column.spare).sort((a, b) => (b.spare ?? 0) - (a.spare ?? 0));
  if (least <= available || !spare) return columns;
  return fitting(
    columns.filter((column) => column !== spare),
    available,
  );
}

/**
 * The width of each column: what its rows need, at most its `max`; where the terminal is narrower than all of them,
 * the widest give way first, down to their `min`.
 */
export function layout(columns: readonly Column[], needed: readonly number[], available = Infinity): number[] {
  const widths = columns.map((column, i) => Math.min(column.max, Math.max(column.title.length, needed[i] ?? 0)));
  let total = widths.reduce((sum, width) => sum + width, 0) + GAP.length * (columns.length - 1);
  while (total > available) {
    const widest = widestAboveMin(columns, widths);
    if (widest < 0) break;
    widths[widest] = (widths[widest] as number) - 1;
    total--;
  }
  return widths;
}

function widestAboveMin(columns: readonly Column[], widths: readonly number[]): number {
  let found = -1;
  for (const [i, column] of columns.entries()) {
    const width = widths[i] as number;
    if (width > column.min && (found < 0 || width > (widths[found] as number))) found = i;
  }
  return found;
}
