import { useState } from 'react';
import type { Token } from '../../../../src/api/contract.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Text } from '../../ui/text.tsx';
import { Ago } from '../../ui/time.tsx';
import { useNow } from '../../ui/use-now.ts';
import { RevokeDialog } from './revoke-dialog.tsx';
import styles from './table.module.css';
import { useMay } from './use-may.ts';

/** The tokens: what each is for, what it may do, and whether it is used. */
export function TokenTable({ tokens }: { readonly tokens: readonly Token[] }) {
  const { may } = useMay('administer');
  const [revoking, setRevoking] = useState<Token>();
  return (
    <>
      <DataTable label="Tokens" width="44rem" className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">Sees or delivers</th>
            <th scope="col">Made</th>
            <th scope="col">Ends</th>
            <th scope="col">Last used</th>
            {may && (
              <th scope="col">
                <span className="visually-hidden">What can be done</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} onRevoke={may ? () => setRevoking(token) : undefined} />
          ))}
        </tbody>
      </DataTable>
      {revoking && <RevokeDialog token={revoking} onClose={() => setRevoking(undefined)} />}
    </>
  );
}

function TokenRow({ token, onRevoke }: { readonly token: Token; readonly onRevoke: (() => void) | undefined }) {
  const { id, name, role, createdAt, expiresAt, lastUsedAt } = token;
  return (
    <tr>
      <th scope="row">
        <Text value={name || 'without a name'} />
        <small>
          <Text value={id} mono />
        </small>
      </th>
      <td>{role}</td>
      <td>
        <Text value={scopeOf(token)} max={600} />
      </td>
      <td>
        <Ago value={createdAt} />
      </td>
      <td>{expiresAt ? <Ends at={expiresAt} /> : 'never'}</td>
      <td>{lastUsedAt ? <Ago value={lastUsedAt} /> : 'never'}</td>
      {onRevoke && (
        <td>
          <Button small kind="danger" onClick={onRevoke} aria-label={`Revoke ${name || id}`}>
            Revoke
          </Button>
        </td>
      )}
    </tr>
  );
}

function Ends({ at }: { readonly at: string }) {
  const isOver = Date.parse(at) <= useNow();
  return (
    <>
      {isOver && <b className={styles.over}>expired </b>}
      <Ago value={at} />
    </>
  );
}

function scopeOf({ role, clusters, namespaces }: Token): string {
  if (role === 'admin' || role === 'auditor') return 'everything';
  const parts = [
    clusters ? clusters.join(', ') : 'all clusters',
    ...(namespaces ? [`in ${namespaces.join(', ')}`] : role === 'viewer' ? ['all namespaces'] : []),
  ];
  return parts.join(', ');
}
