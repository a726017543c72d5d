import type { ActorProfile } from '../../../../src/api/contract.ts';
import { Text } from '../../ui/text.tsx';
import { Ago, Time } from '../../ui/time.tsx';
import styles from './identity.module.css';
import { KindBadge } from './kind-badge.tsx';

/** What it is, since when it is known, and under which other names. */
export function Identity({ profile: { kind, seen, aliases } }: { readonly profile: ActorProfile }) {
  return (
    <dl className={styles.facts}>
      <div>
        <dt>Kind</dt>
        <dd>
          <KindBadge kind={kind} />
        </dd>
      </div>
      {seen && (
        <>
          <div>
            <dt>First seen</dt>
            <dd>
              <Time value={seen.first} />
            </dd>
          </div>
          <div>
            <dt>Last seen</dt>
            <dd>
              <Ago value={seen.last} />
            </dd>
          </div>
        </>
      )}
      {aliases.length > 0 && (
        <div>
          <dt>Also acts as</dt>
          <dd className={styles.aliases}>
            {aliases.map(({ alias, from, clusters }) => (
              <span key={`${alias} ${clusters?.join(',')}`}>
                <Text value={alias} max={80} mono />
                <small>
                  {from === 'learned' ? 'learned' : 'configured'}
                  {clusters && `, in ${clusters.join(', ')}`}
                </small>
              </span>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}
