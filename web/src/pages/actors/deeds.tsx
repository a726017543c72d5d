import { Card } from '../../ui/card.tsx';
import { allOf } from '../../ui/condition.ts';
import { Count } from '../../ui/count.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { Text } from '../../ui/text.tsx';
import { Ago } from '../../ui/time.tsx';
import { deedQuery, deedText, resourceText } from './deed-text.ts';
import styles from './deeds.module.css';
import type { ProfileProps } from './profile-props.ts';

/** What it did to which kinds of objects. */
export function Deeds({ profile: { deeds }, query, range, cluster }: ProfileProps) {
  return (
    <Card title="What it did">
      {deeds.length === 0 ? (
        <p className={styles.none}>Nothing in this time.</p>
      ) : (
        <ScrollArea label="What it did" className={styles.area}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Verb</th>
                <th scope="col">Resource</th>
                <th scope="col" className={styles.number}>
                  Events
                </th>
                <th scope="col" className={styles.number}>
                  Denied
                </th>
                <th scope="col" className={styles.number}>
                  Failed
                </th>
                <th scope="col">Last</th>
              </tr>
            </thead>
            <tbody>
              {deeds.map((deed) => {
                const events = allOf(query, deedQuery(deed));
                const link = (count: number, outcome: string) =>
                  count === 0 ? (
                    <span className={styles.zero}>0</span>
                  ) : (
                    <ExploreLink
                      query={allOf(events, outcome && `outcome: ${outcome}`)}
                      from={range.from}
                      to={range.to}
                      cluster={cluster}
                    >
                      <Count value={count} />
                      <span className="visually-hidden">
                        {' '}
                        {outcome || 'events'}: {deedText(deed).slice(0, 100)}
                      </span>
                    </ExploreLink>
                  );
                return (
                  <tr key={JSON.stringify([deed.verb, deed.resource, deed.subresource, deed.apiGroup])}>
                    <td>
                      <Text value={deed.verb || '–'} max={40} />
                    </td>
                    <th scope="row">
                      <Text value={resourceText(deed)} max={100} />
                    </th>
                    <td className={styles.number}>{link(deed.count, '')}</td>
                    <td className={`${styles.number} ${styles.denied}`}>{link(deed.denied, 'denied')}</td>
                    <td className={`${styles.number} ${styles.failed}`}>{link(deed.failed, 'failed')}</td>
                    <td className={styles.last}>
                      <Ago value={deed.last} />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </Card>
  );
}
