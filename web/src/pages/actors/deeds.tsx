import { Card } from '../../ui/card.tsx';
import { allOf } from '../../ui/condition.ts';
import { DataTable, NUMBER } from '../../ui/data-table.tsx';
import { Text } from '../../ui/text.tsx';
import { Ago } from '../../ui/time.tsx';
import { deedQuery, deedText, resourceText } from './deed-text.ts';
import styles from './deeds.module.css';
import { EventCount } from './event-count.tsx';
import type { ProfileProps } from './profile-props.ts';

/** Of a deed that is read out. */
const MAX_SPOKEN = 100;

/** What it did to which kinds of objects. */
export function Deeds({ profile: { deeds }, query, range, cluster }: ProfileProps) {
  return (
    <Card title="What it did">
      {deeds.length === 0 ? (
        <p className={styles.none}>Nothing in this time.</p>
      ) : (
        <DataTable label="What it did" width="32rem" className={styles.area}>
          <thead>
            <tr>
              <th scope="col">Verb</th>
              <th scope="col">Resource</th>
              <th scope="col" className={NUMBER}>
                Events
              </th>
              <th scope="col" className={NUMBER}>
                Denied
              </th>
              <th scope="col" className={NUMBER}>
                Failed
              </th>
              <th scope="col">Last</th>
            </tr>
          </thead>
          <tbody>
            {deeds.map((deed) => {
              const of = deedText(deed).slice(0, MAX_SPOKEN);
              const about = { query: allOf(query, deedQuery(deed)), of, range, cluster };
              return (
                <tr key={JSON.stringify([deed.verb, deed.resource, deed.subresource, deed.apiGroup])}>
                  <td>
                    <Text value={deed.verb || '–'} max={40} />
                  </td>
                  <th scope="row" className={styles.resource}>
                    <Text value={resourceText(deed)} max={100} />
                  </th>
                  <td className={NUMBER}>
                    <EventCount value={deed.count} {...about} />
                  </td>
                  <td className={NUMBER}>
                    <EventCount value={deed.denied} outcome="denied" {...about} />
                  </td>
                  <td className={NUMBER}>
                    <EventCount value={deed.failed} outcome="failed" {...about} />
                  </td>
                  <td className={styles.last}>
                    <Ago value={deed.last} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </DataTable>
      )}
    </Card>
  );
}
