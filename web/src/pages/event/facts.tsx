import type { ReactNode } from 'react';
import { Text } from '../../ui/text.tsx';
import styles from './event.module.css';

export type Fact = readonly [name: string, value: ReactNode];

/** Names and their values, one below the other; what has no value is left out. */
export function Facts({ of }: { readonly of: readonly Fact[] }) {
  const given = of.filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false);
  return (
    <dl className={styles.facts}>
      {given.map(([name, value]) => (
        <div key={name}>
          <dt>
            <Text value={name} />
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
