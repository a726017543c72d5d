import type { FoundObject } from '../../../../src/api/contract.ts';
import { ActorLink } from '../../ui/actor-link.tsx';
import { Count } from '../../ui/count.tsx';
import { DataTable, NUMBER } from '../../ui/data-table.tsx';
import { ObjectLink } from '../../ui/object-link.tsx';
import { Outcome } from '../../ui/outcome.tsx';
import { Text } from '../../ui/text.tsx';
import { Ago } from '../../ui/time.tsx';
import styles from './objects.module.css';

interface ObjectTableProps {
  readonly items: readonly FoundObject[];
  /** Whether there may be more. */
  readonly isFull: boolean;
}

export function ObjectTable({ items, isFull }: ObjectTableProps) {
  return (
    <>
      <DataTable label="Objects" width="46rem" isFramed>
        <thead>
          <tr>
            <th scope="col">Object</th>
            <th scope="col">Kind</th>
            <th scope="col">Cluster</th>
            <th scope="col">Last</th>
            <th scope="col">By</th>
            <th scope="col" className={NUMBER}>
              Requests
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <ObjectRow
              key={[item.cluster, item.apiGroup, item.resource, item.namespace, item.name].join(' ')}
              item={item}
            />
          ))}
        </tbody>
      </DataTable>
      {isFull && (
        <p className={styles.muted}>
          These are the {items.length} that were changed last; say more of the name to find others.
        </p>
      )}
    </>
  );
}

function ObjectRow({ item }: { readonly item: FoundObject }) {
  const { cluster, apiGroup, resource, namespace, name, count, last, verb, actor, outcome } = item;
  return (
    <tr>
      <td className={styles.name}>
        {namespace && (
          <span className={styles.muted}>
            <Text value={namespace} />/
          </span>
        )}
        <ObjectLink {...{ cluster, apiGroup, resource, namespace, name }}>
          <Text value={name} />
        </ObjectLink>
      </td>
      <td>
        <Text value={resource} />
        {apiGroup && (
          <span className={styles.group}>
            <Text value={apiGroup} />
          </span>
        )}
      </td>
      <td>
        <Text value={cluster} />
      </td>
      <td className={styles.last}>
        <Text value={verb} max={40} /> <Ago value={last} /> {outcome !== 'allowed' && <Outcome value={outcome} />}
      </td>
      <td className={styles.actor}>
        <ActorLink name={actor} />
      </td>
      <td className={NUMBER}>
        <Count value={count} />
      </td>
    </tr>
  );
}
