import { Icon } from '../../ui/icon.tsx';
import styles from './why-not.module.css';

/** Why something cannot be done, in the place of its control. */
export function WhyNot({ why }: { readonly why: string }) {
  return (
    <p className={styles.note}>
      <Icon name="info" />
      <span>{why}</span>
    </p>
  );
}
