import { formatCount, formatFull } from '../../ui/format-count.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './change.module.css';
import { changeOf } from './change-of.ts';
import type { Counted } from './use-counts.ts';

/** How a number differs from that of the span before; nothing where there is none. */
export function Change({ count, before }: Counted) {
  if (before === undefined) return null;
  const { direction, share } = changeOf(count, before);
  const title = `${formatFull(before)} in the span of the same length before`;
  if (direction === 'same') {
    return (
      <span className={styles.change} title={title}>
        as before
      </span>
    );
  }
  return (
    <span className={styles.change} title={title}>
      <Icon name={direction === 'more' ? 'up' : 'down'} size={10} />
      {share === undefined ? 'none before' : share}
      <span className="visually-hidden">
        {direction === 'more' ? ' more' : ' fewer'} than the {formatCount(before)} of the span before
      </span>
    </span>
  );
}
