import type { SourceState } from '../../../src/api/contract.ts';
import { Icon, type IconName } from './icon.tsx';
import styles from './state-badge.module.css';

const SHOWN: Readonly<Record<SourceState, { readonly icon: IconName; readonly label: string }>> = {
  receiving: { icon: 'allowed', label: 'Receiving' },
  silent: { icon: 'pause', label: 'Silent' },
  waiting: { icon: 'clock', label: 'Waiting' },
  failing: { icon: 'failed', label: 'Failing' },
};

/** Whether events come: by word, sign and colour. */
export function StateBadge({ state }: { readonly state: SourceState }) {
  const { icon, label } = SHOWN[state];
  return (
    <span className={`${styles.badge} ${styles[state]}`}>
      <Icon name={icon} size={12} />
      {label}
    </span>
  );
}
