import type { EventItem } from '../../../../src/api/contract.ts';
import { timeOf } from '../../../../src/event/derive.ts';
import type { AuditEvent } from '../../../../src/event/event.ts';
import { quote } from '../../../../src/query/escape.ts';
import { ActorName } from '../../ui/actor-name.tsx';
import { Card } from '../../ui/card.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { ObjectLink } from '../../ui/object-link.tsx';
import { Outcome } from '../../ui/outcome.tsx';
import { Text } from '../../ui/text.tsx';
import { Ago, Time } from '../../ui/time.tsx';
import styles from './event.module.css';
import { Facts } from './facts.tsx';

/** The seven questions that every event answers. */
export function Questions({ item }: { readonly item: EventItem }) {
  const event = item.event as AuditEvent;
  const time = timeOf(event, item.receivedAt);
  return (
    <Card title="What happened">
      <Facts
        of={[
          ['What', <What key="what" item={item} />],
          [
            'When',
            <span key="when">
              <Time value={time} />{' '}
              <span className={styles.muted}>
                (<Ago value={time} />)
              </span>
            </span>,
          ],
          ['Who', <ActorName key="who" name={item.actor} />],
          ['On what', <OnWhat key="on" item={item} />],
          ['Where observed', <Text key="where" value={whereOf(item)} />],
          ['From where', <FromWhere key="from" event={event} />],
          ['To where', event.requestURI && <Text key="to" mono max={2_000} value={event.requestURI} />],
        ]}
      />
    </Card>
  );
}

function What({ item }: { readonly item: EventItem }) {
  const { verb = '', objectRef, responseStatus: { code, reason, message } = {} } = item.event as AuditEvent;
  const kind = [objectRef?.resource, objectRef?.subresource].filter(Boolean).join('/');
  const detail = [code, reason, message].filter(Boolean).join(' ');
  return (
    <span className={styles.inline}>
      <Text value={[verb, kind].filter(Boolean).join(' ') || 'not known'} /> <Outcome value={item.outcome} />
      {detail && <Text value={detail} max={1_000} />}
    </span>
  );
}

function OnWhat({ item }: { readonly item: EventItem }) {
  const { objectRef } = item.event as AuditEvent;
  const { resource, namespace, name, apiGroup, apiVersion } = objectRef ?? {};
  if (!resource) return undefined;
  const place = [namespace, resource, name].filter(Boolean).join('/');
  const group = [apiGroup, apiVersion].filter(Boolean).join('/');
  return (
    <span className={styles.inline}>
      {name ? (
        <ObjectLink {...{ resource, namespace, name, apiGroup, cluster: item.cluster }}>
          <Text value={place} />
        </ObjectLink>
      ) : (
        <Text value={place} />
      )}
      {group && (
        <span className={styles.muted}>
          <Text value={group} />
        </span>
      )}
    </span>
  );
}

function FromWhere({ event }: { readonly event: AuditEvent }) {
  const addresses = event.sourceIPs ?? [];
  return (
    <span className={styles.inline}>
      {addresses.map((address, i) => (
        // An address may stand there twice.
        // biome-ignore lint/suspicious/noArrayIndexKey: they never change their places.
        <ExploreLink key={i} query={`sourceIPs: ${quote(address)}`}>
          <Text value={address} mono />
        </ExploreLink>
      ))}
      {event.userAgent && (
        <span className={styles.muted}>
          <Text value={event.userAgent} />
        </span>
      )}
    </span>
  );
}

function whereOf({ cluster, platform, component, node, source }: EventItem): string {
  const parts = [`cluster ${cluster}`, platform, component, node && `node ${node}`, source && `by ${source}`];
  return parts.filter(Boolean).join(' · ');
}
