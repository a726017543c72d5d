import type { ActiveActor } from '../../../../src/api/contract.ts';
import { ActorLink } from '../../ui/actor-link.tsx';
import { conditionOf } from '../../ui/condition.ts';
import { DataTable, NUMBER } from '../../ui/data-table.tsx';
import { Ago } from '../../ui/time.tsx';
import type { TimeRange } from '../../ui/time-range/range.ts';
import styles from './actor-table.module.css';
import { EventCount } from './event-count.tsx';
import { KindBadge } from './kind-badge.tsx';

interface ActorTableProps {
  readonly actors: readonly ActiveActor[];
  readonly range: TimeRange;
  readonly cluster: string | undefined;
}

/** A row for each actor; its numbers lead to the events. */
export function ActorTable({ actors, range, cluster }: ActorTableProps) {
  const most = Math.max(1, ...actors.map(({ count }) => count));
  return (
    <DataTable label="Actors" width="44rem" isFramed className={styles.area}>
      <thead>
        <tr>
          <th scope="col">Actor</th>
          <th scope="col" className={NUMBER}>
            Events
          </th>
          <th scope="col" className={NUMBER}>
            Denied
          </th>
          <th scope="col" className={NUMBER}>
            Failed
          </th>
          <th scope="col">Last seen</th>
          <th scope="col">Kind</th>
        </tr>
      </thead>
      <tbody>
        {actors.map(({ name, kind, aliases, count, denied, failed, last }) => {
          const about = { query: conditionOf('actor', name), range, cluster };
          return (
            <tr key={name}>
              <th scope="row" className={styles.name}>
                <ActorLink name={name} range={range} cluster={cluster} />
                {aliases !== undefined && (
                  <small>
                    {aliases} other {aliases === 1 ? 'name' : 'names'}
                  </small>
                )}
              </th>
              <td className={`${NUMBER} ${styles.events}`}>
                <span className={styles.bar} style={{ width: `${(count / most) * 100}%` }} aria-hidden="true" />
                <EventCount value={count} {...about} />
              </td>
              <td className={NUMBER}>
                <EventCount value={denied} outcome="denied" {...about} />
              </td>
              <td className={NUMBER}>
                <EventCount value={failed} outcome="failed" {...about} />
              </td>
              <td className={styles.seen}>
                <Ago value={last} />
              </td>
              <td>
                <KindBadge kind={kind} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}
