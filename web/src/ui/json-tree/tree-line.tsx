import { Icon } from '../icon.tsx';
import { Text } from '../text.tsx';
import styles from './json-tree.module.css';
import type { TreeRow } from './rows.ts';

interface TreeLineProps {
  readonly id: string;
  readonly row: TreeRow;
  readonly isActive: boolean;
  /** CSS pixels from the first line. */
  readonly top: number;
  onClick(): void;
}

/** Pixels that a level is to the right of the one before. */
const INDENT = 16;
/** Levels after which lines go no further to the right: they would leave a narrow page. */
const MAX_INDENTED = 12;

/** One line of a tree; keys reach it by way of the tree. */
export function TreeLine({ id, row, isActive, top, onClick }: TreeLineProps) {
  const { key, value, size, isOpen, isMatch, depth } = row;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys, and has the focus.
    // biome-ignore lint/a11y/useFocusableInteractive: the same.
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={isActive}
      aria-expanded={size ? isOpen : undefined}
      className={`${styles.line} ${isActive ? styles.active : ''} ${isMatch ? styles.match : ''}`}
      style={{ transform: `translateY(${top}px)`, paddingLeft: Math.min(depth, MAX_INDENTED) * INDENT }}
      onClick={onClick}
    >
      <span className={styles.fold}>{size ? <Icon name={isOpen ? 'down' : 'forward'} size={12} /> : null}</span>
      {key !== undefined && (
        <span className={typeof key === 'number' ? styles.index : styles.key}>
          <Text value={String(key)} max={200} />:{' '}
        </span>
      )}
      <Value value={value} size={size} isOpen={isOpen} />
    </div>
  );
}

function Value({ value, size, isOpen }: Pick<TreeRow, 'value' | 'size' | 'isOpen'>) {
  if (size !== undefined) {
    const [start, end] = Array.isArray(value) ? '[]' : '{}';
    const what = Array.isArray(value) ? 'element' : 'member';
    if (isOpen) return <span className={styles.count}>{start}</span>;
    return (
      <span className={styles.count}>
        {size === 0 ? `${start}${end}` : `${start} ${size.toLocaleString('en')} ${what}${size === 1 ? '' : 's'} ${end}`}
      </span>
    );
  }
  if (typeof value === 'string') {
    return (
      <span className={styles.string}>
        “<Text value={value.replace(/[\n\r\t]/g, escaped)} />”
      </span>
    );
  }
  return <span className={styles.plain}>{String(value)}</span>;
}

/** A line has no room for the ends of others. */
function escaped(char: string): string {
  return JSON.stringify(char).slice(1, -1);
}
