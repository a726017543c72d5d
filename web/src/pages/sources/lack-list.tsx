import type { Lack } from '../../../../src/api/contract.ts';
import { Icon } from '../../ui/icon.tsx';
import { Said } from '../../ui/said.tsx';
import styles from './lack-list.module.css';

/** What is missing from what a cluster delivers, and what changes it. */
export function LackList({ lacks }: { readonly lacks: readonly Lack[] }) {
  if (lacks.length === 0) {
    return (
      <p className={styles.lack}>
        <Icon name="allowed" /> Nothing: all stages, and bodies of requests and answers, are there.
      </p>
    );
  }
  return (
    <ul className={styles.lacks}>
      {lacks.map(({ what, detail }) => (
        <li key={`${what} ${detail}`} className={styles.lack}>
          <Icon name="info" />
          <Said text={detail} />
        </li>
      ))}
    </ul>
  );
}
