import { CopyButton } from '../../ui/copy-button.tsx';
import styles from './secret.module.css';

/** What is shown once, to be copied. */
export function Secret({ value, what }: { readonly value: string; readonly what: string }) {
  return (
    <div className={styles.secret}>
      <code>{value}</code>
      <CopyButton value={value} what={what}>
        Copy
      </CopyButton>
    </div>
  );
}
