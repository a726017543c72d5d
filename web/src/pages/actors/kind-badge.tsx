import { Icon } from '../../ui/icon.tsx';
import styles from './kind-badge.module.css';
import { KINDS, type Kind } from './kinds.ts';

/** What an actor is, as far as its name says. */
export function KindBadge({ kind }: { readonly kind: Kind }) {
  return (
    <span className={styles.badge}>
      <Icon name={KINDS[kind].icon} size={12} />
      {KINDS[kind].one}
    </span>
  );
}
