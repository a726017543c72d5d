import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { Icon, type IconName } from './icon.tsx';

interface BadgeProps {
  readonly tone: 'allowed' | 'denied' | 'failed' | 'unknown';
  readonly icon?: IconName | undefined;
  readonly children: ReactNode;
}

/** A state by word, sign and colour. */
export function Badge({ tone, icon, children }: BadgeProps) {
  return (
    <span className={`${styles.badge} ${styles[tone]}`}>
      {icon && <Icon name={icon} size={12} />}
      {children}
    </span>
  );
}
