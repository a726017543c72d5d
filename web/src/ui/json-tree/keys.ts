import { writeExact } from '../../../../src/event/exact-json.ts';
import { queryPath, type TreeRow } from './rows.ts';

/** The next line that was found, round and round; `undefined` where there is none. */
export function nextMatch(rows: readonly TreeRow[], at: number, step: 1 | -1): number | undefined {
  for (let i = 1; i <= rows.length; i++) {
    const index = (at + step * i + rows.length * 2) % rows.length;
    if (rows[index]?.isMatch) return index;
  }
  return undefined;
}

/** What a key does: goes to a line, opens or folds this one, or copies. */
export interface Action {
  readonly go?: number;
  readonly open?: boolean;
  readonly copy?: readonly [text: string, what: string];
}

/** What a key does at a line; `undefined` for one that is not the tree's. */
export function actionFor(key: string, row: TreeRow, rows: readonly TreeRow[], at: number): Action | undefined {
  switch (key) {
    case 'ArrowDown':
      return { go: at + 1 };
    case 'ArrowUp':
      return { go: at - 1 };
    case 'Home':
      return { go: 0 };
    case 'End':
      return { go: rows.length - 1 };
    case 'ArrowRight':
      return row.size && !row.isOpen ? { open: true } : { go: at + 1 };
    case 'ArrowLeft':
      return row.isOpen ? { open: false } : { go: parentOf(rows, at) };
    case 'Enter':
    case ' ':
      return row.size ? { open: !row.isOpen } : { copy: [textOf(row.value), 'the value'] };
    case 'c':
      return { copy: [textOf(row.value), 'the value'] };
    case 'p':
      return { copy: [queryPath(row.path), 'the path'] };
    default:
      return undefined;
  }
}

function parentOf(rows: readonly TreeRow[], at: number): number {
  const depth = rows[at]?.depth ?? 0;
  for (let i = at - 1; i >= 0; i--) if ((rows[i]?.depth ?? 0) < depth) return i;
  return 0;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (writeExact(value, 2) ?? '');
}
