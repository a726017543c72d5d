import type { EventItem } from '../../../../src/api/contract.ts';
import { AUTHORIZATION_DECISION } from '../../../../src/event/derive.ts';
import type { AuditEvent } from '../../../../src/event/event.ts';
import { quote } from '../../../../src/query/escape.ts';
import { ActorName } from '../../ui/actor-name.tsx';
import { Card } from '../../ui/card.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ObjectLink } from '../../ui/object-link.tsx';
import { Text } from '../../ui/text.tsx';
import { findingsIn } from './admission.ts';
import styles from './event.module.css';
import { type Grant, type NamedObject, readGrant } from './reason.ts';

const RBAC = 'rbac.authorization.k8s.io';
const REASON = 'authorization.k8s.io/reason';

/** Why it was let through, or not: by authorisation, and by what admission said. */
export function Why({ item }: { readonly item: EventItem }) {
  const { annotations = {}, responseStatus } = item.event as AuditEvent;
  const decision = annotations[AUTHORIZATION_DECISION];
  const reason = annotations[REASON] ?? '';
  const findings = findingsIn(annotations);
  const isRefused = item.outcome === 'denied' || item.outcome === 'failed';
  const message = isRefused ? responseStatus?.message : undefined;
  if (decision === undefined && findings.length === 0 && !message) return undefined;
  const grant = readGrant(reason);
  return (
    <Card title={isRefused ? `Why it was ${item.outcome}` : 'Why it was allowed'}>
      {decision !== undefined && (
        <p>
          Authorisation decided{' '}
          <strong>
            <Text value={decision} max={40} />
          </strong>
          {grant ? <ByGrant grant={grant} cluster={item.cluster} /> : <ByReason reason={reason} decision={decision} />}
        </p>
      )}
      {message && (
        <p className={styles.notice}>
          <Text value={message} max={2_000} />
        </p>
      )}
      {findings.length > 0 && (
        <ul className={styles.findings}>
          {findings.map(({ source, says, isBad }) => (
            <li key={`${source} ${says}`} className={isBad ? styles.bad : undefined}>
              <Icon name={isBad ? 'failed' : 'info'} size={14} />
              <span>
                <strong>
                  <Text value={source} />
                </strong>
                : <Text value={says} max={2_000} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function ByReason({ reason, decision }: { readonly reason: string; readonly decision: string }) {
  if (reason)
    return (
      <>
        : <Text value={reason} max={2_000} />
      </>
    );
  return decision === 'forbid' || decision === 'deny' ? (
    <>: no rule allows it.</>
  ) : (
    <>; which rule allowed it is not recorded, as for members of system:masters.</>
  );
}

function ByGrant({ grant: { binding, role, subject }, cluster }: { readonly grant: Grant; readonly cluster: string }) {
  return (
    <>
      : the {binding.kind} <Rbac of={binding} cluster={cluster} /> gives the {role.kind}{' '}
      <Rbac of={role} cluster={cluster} /> to the {subject.kind} <Subject of={subject} cluster={cluster} />.
    </>
  );
}

function Rbac({ of: { resource, name, namespace }, cluster }: { readonly of: NamedObject; readonly cluster: string }) {
  return (
    <ObjectLink resource={resource} name={name} namespace={namespace} apiGroup={RBAC} cluster={cluster}>
      <Text value={namespace ? `${namespace}/${name}` : name} />
    </ObjectLink>
  );
}

function Subject({
  of: { kind, name, namespace },
  cluster,
}: {
  readonly of: Grant['subject'];
  readonly cluster: string;
}) {
  if (kind === 'ServiceAccount') return <ActorName name={`system:serviceaccount:${namespace ?? ''}:${name}`} />;
  if (kind === 'User') return <ActorName name={name} />;
  return (
    <ExploreLink query={`user.groups: ${quote(name)}`} cluster={cluster}>
      <Text value={name} />
    </ExploreLink>
  );
}
