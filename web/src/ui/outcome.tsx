import { Icon, type IconName } from './icon.tsx';
import styles from './outcome.module.css';
import { Text } from './text.tsx';

const KNOWN: Readonly<Record<string, IconName>> = {
  allowed: 'allowed',
  denied: 'denied',
  failed: 'failed',
  unknown: 'unknown',
};

/** How a request ended: by word, sign and colour. */
export function Outcome({ value }: { readonly value: string }) {
  const icon = KNOWN[value];
  return (
    <span className={`${styles.outcome} ${icon ? styles[value] : styles.unknown}`}>
      {icon && <Icon name={icon} size={12} />}
      <Text value={value} max={20} />
    </span>
  );
}
