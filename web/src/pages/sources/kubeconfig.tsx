import type { CreatedCluster } from '../../../../src/api/contract.ts';
import { useFocus } from '../../ui/use-focus.ts';
import { CodeBlock } from './code-block.tsx';
import styles from './form.module.css';

/** The file with the credential that was made just now. */
export function Kubeconfig({ created: { name, kubeconfig } }: { readonly created: CreatedCluster }) {
  // The button that made it is gone.
  const focused = useFocus<HTMLDivElement>();
  return (
    <div className={styles.form} ref={focused} tabIndex={-1}>
      <p>
        The credential of <b>{name}</b> is in this file. It is shown now and never again: save it, and keep it where
        only root can read it.
      </p>
      <CodeBlock what="the kubeconfig" text={kubeconfig} file="audit-webhook.yaml" />
    </div>
  );
}
