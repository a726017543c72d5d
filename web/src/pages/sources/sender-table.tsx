import type { Senders } from '../../../../src/api/contract.ts';
import { Count } from '../../ui/count.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Text } from '../../ui/text.tsx';
import { Ago, Time } from '../../ui/time.tsx';

/** From where events of a cluster were delivered over HTTP. */
export function SenderTable({ senders: { since, addresses } }: { readonly senders: Senders }) {
  if (addresses.length === 0) {
    return (
      <p>
        Nobody has delivered over HTTP since <Time value={since} />.
      </p>
    );
  }
  return (
    <DataTable label="Who delivers it">
      <thead>
        <tr>
          <th scope="col">Address</th>
          <th scope="col">Deliveries</th>
          <th scope="col">Last</th>
        </tr>
      </thead>
      <tbody>
        {addresses.map(({ address, deliveries, last }) => (
          <tr key={address}>
            <th scope="row">
              <Text value={address} mono />
            </th>
            <td>
              <Count value={deliveries} />
            </td>
            <td>
              <Ago value={last} />
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
