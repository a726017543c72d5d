import type { PoliciesAnswer } from '../../../../src/api/contract.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import { Ago } from '../../ui/time.tsx';
import type { KnownPolicies, KnownPolicy } from './known-policies.ts';
import styles from './pick-policy.module.css';
import { PolicyLink } from './policy-link.tsx';

interface InUseProps {
  readonly policies: KnownPolicies;
  readonly opened: KnownPolicy;
  readonly isChanged: (name: string) => boolean;
}

/** Which policy decides about which clusters and sources; the first line that fits holds. */
export function InUse({ policies, opened, isChanged }: InUseProps) {
  const { configured, admission } = policies;
  if (!admission) {
    return <p className={styles.muted}>Which policies this server applies is shown to auditors and administrators.</p>;
  }
  if (admission.length === 0) {
    return (
      <p className={styles.muted}>
        <b>All that arrives is kept.</b> No policy is configured here: what is recorded is decided by the policies of
        the clusters. With <code>admission:</code> in the configuration Verbatim applies one itself.
      </p>
    );
  }
  return (
    <DataTable label="Policies in use">
      <thead>
        <tr>
          <th scope="col">Clusters</th>
          <th scope="col">Sources</th>
          <th scope="col">Policy</th>
          <th scope="col">Rules</th>
          <th scope="col">In use since</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {admission.map((entry) => {
          const policy = configured.find(({ name }) => name === entry.policy);
          return (
            <tr key={JSON.stringify([entry.clusters, entry.sources])}>
              <td>
                <Names names={entry.clusters} />
              </td>
              <td>
                <Names names={entry.sources} />
              </td>
              <td>
                {policy ? (
                  <PolicyLink policy={policy} opened={opened} isChanged={isChanged(policy.name)} />
                ) : (
                  'none: all is kept'
                )}
                <Ignored entry={entry} />
              </td>
              <td>{policy?.inUse?.rules}</td>
              <td>{policy?.inUse && <Ago value={policy.inUse.since} />}</td>
              <td>
                <State policy={policy} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  return names.length === 0 ? <span className={styles.muted}>all</span> : <Text value={names.join(', ')} max={200} />;
}

function Ignored({ entry: { ignore = [] } }: { readonly entry: PoliciesAnswer['admission'][number] }) {
  if (ignore.length === 0) return null;
  return (
    <span className={styles.muted}>
      {' '}
      and ignores <Text value={ignore.map(({ name }) => name).join(', ')} max={200} />
    </span>
  );
}

function State({ policy }: { readonly policy: KnownPolicy | undefined }) {
  if (policy?.inUse?.problem !== undefined) {
    return (
      <span className={styles.broken}>
        <Icon name="failed" size={12} /> its file has errors
      </span>
    );
  }
  return (
    <span className={styles.loaded}>
      <Icon name="allowed" size={12} /> loaded
    </span>
  );
}
