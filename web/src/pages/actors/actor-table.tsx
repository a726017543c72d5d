import type { ActiveActor } from '../../../../src/api/contract.ts';
import { ActorLink } from '../../ui/actor-link.tsx';
import { allOf, conditionOf } from '../../ui/condition.ts';
import { Count } from '../../ui/count.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { Ago } from '../../ui/time.tsx';
import type { TimeRange } from '../../ui/time-range/range.ts';
import styles from './actor-table.module.css';
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
    <ScrollArea label="Actors" className={styles.area}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Actor</th>
            <th scope="col" className={styles.number}>
              Events
            </th>
            <th scope="col" className={styles.number}>
              Denied
            </th>
            <th scope="col" className={styles.number}>
              Failed
            </th>
            <th scope="col">Last seen</th>
            <th scope="col">Kind</th>
          </tr>
        </thead>
        <tbody>
          {actors.map(({ name, kind, aliases, count, denied, failed, last }) => {
            const link = (value: number, outcome: string) => (
              <ActorCount {...{ name, value, outcome, range, cluster }} />
            );
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
                <td className={`${styles.number} ${styles.events}`}>
                  <span className={styles.bar} style={{ width: `${(count / most) * 100}%` }} aria-hidden="true" />
                  {link(count, '')}
                </td>
                <td className={`${styles.number} ${styles.denied}`}>{link(denied, 'denied')}</td>
                <td className={`${styles.number} ${styles.failed}`}>{link(failed, 'failed')}</td>
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
      </table>
    </ScrollArea>
  );
}

interface ActorCountProps {
  readonly name: string;
  readonly value: number;
  /** Empty: whatever it was. */
  readonly outcome: string;
  readonly range: TimeRange;
  readonly cluster: string | undefined;
}

function ActorCount({ name, value, outcome, range, cluster }: ActorCountProps) {
  if (value === 0) return <span className={styles.zero}>0</span>;
  const query = allOf(conditionOf('actor', name), outcome && conditionOf('outcome', outcome));
  return (
    <ExploreLink query={query} from={range.from} to={range.to} cluster={cluster}>
      <Count value={value} />
      <span className="visually-hidden"> {outcome || 'events'}</span>
    </ExploreLink>
  );
}
