import { Link } from '@tanstack/react-router';
import type { QuarantinedItem } from '../../../../src/api/contract.ts';
import { formatBytes } from '../../ui/format-count.ts';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { Text } from '../../ui/text.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './quarantined-table.module.css';

/** Events that could not be read, one a row, each leading to the whole of it. */
export function QuarantinedTable({ items }: { readonly items: readonly QuarantinedItem[] }) {
  return (
    <ScrollArea label="Quarantined events" className={styles.area}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Received</th>
            <th scope="col">From</th>
            <th scope="col">Why it could not be read</th>
            <th scope="col">How it begins</th>
            <th scope="col" className={styles.size}>
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <QuarantinedRow key={item.id} item={item} />
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function QuarantinedRow({ item }: { readonly item: QuarantinedItem }) {
  const { id, cluster, source, node, receivedAt, reason, detail, bytes, head } = item;
  return (
    <tr>
      <td className={styles.time}>
        <Link to="/events/$id" params={{ id }}>
          <Time value={receivedAt} />
        </Link>
      </td>
      <td>
        <Text value={cluster} />
        <small>
          <Text value={node ? `${source} on ${node}` : source} />
        </small>
      </td>
      <td>
        <Text value={reason} mono />
        <small>
          <Text value={detail} max={600} />
        </small>
      </td>
      <td className={styles.head}>
        <Text value={head} mono />
      </td>
      <td className={styles.size}>{formatBytes(bytes)}</td>
    </tr>
  );
}
