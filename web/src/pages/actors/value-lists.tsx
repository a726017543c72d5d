import type { ActorGroup } from '../../../../src/api/contract.ts';
import { ActorLink } from '../../ui/actor-link.tsx';
import { BarList } from '../../ui/bar-list.tsx';
import { Card } from '../../ui/card.tsx';
import { allOf, conditionOf } from '../../ui/condition.ts';
import { Text } from '../../ui/text.tsx';
import { Ago } from '../../ui/time.tsx';
import type { ProfileProps } from './profile-props.ts';
import styles from './value-lists.module.css';

/** From where, with what, in which places and as whom it acted. */
export function ValueLists({ profile, query, range, cluster }: ProfileProps) {
  const list = (title: string, field: string, groups: readonly ActorGroup[], within = query, always = true) =>
    (always || groups.length > 0) && (
      <Card key={title} title={title}>
        <BarList
          bars={groups.map(({ value, count, last }) => ({
            key: value,
            label: PEOPLE.has(field) ? (
              <ActorLink name={value} range={range} cluster={cluster} />
            ) : (
              <Text value={value} max={120} />
            ),
            note: <Ago value={last} />,
            count,
            query: allOf(within, conditionOf(field, value)),
          }))}
          range={range}
          cluster={cluster}
          none="None in this time."
        />
      </Card>
    );
  const names = [profile.name, ...profile.aliases.map(({ alias }) => alias)];
  const authenticated = `(${names.map((name) => conditionOf('user.username', name)).join(' or ')})`;
  return (
    <div className={styles.lists}>
      {list('Addresses', 'sourceIPs', profile.addresses)}
      {list('Programs', 'userAgent', profile.userAgents)}
      {list('Namespaces', 'objectRef.namespace', profile.namespaces)}
      {list('Clusters', 'cluster', profile.clusters)}
      {list('Groups', 'user.groups', profile.groups, query, false)}
      {list(
        'Who acted as it',
        'user.username',
        profile.impersonatedBy,
        `${query} and impersonatedUser.username: *`,
        false,
      )}
      {list('As whom it acted', 'impersonatedUser.username', profile.impersonating, authenticated, false)}
    </div>
  );
}

/** Fields whose values are actors. */
const PEOPLE: ReadonlySet<string> = new Set(['user.username', 'impersonatedUser.username']);
