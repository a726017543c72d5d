import type { EventItem } from '../../../../src/api/contract.ts';
import { timeOf } from '../../../../src/event/derive.ts';
import type { AuditEvent } from '../../../../src/event/event.ts';
import { Card } from '../../ui/card.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ObjectLink } from '../../ui/object-link.tsx';
import styles from './event.module.css';
import { relatedTo } from './related.ts';

/** Other events that are worth a look, one click away. */
export function RelatedLinks({ item }: { readonly item: EventItem }) {
  const event = item.event as AuditEvent;
  const { resource, name, namespace, apiGroup } = event.objectRef ?? {};
  const time = timeOf(event, item.receivedAt);
  return (
    <Card title="Look further">
      <ul className={styles.related}>
        {resource && name && (
          <li>
            <ObjectLink {...{ resource, name, namespace, apiGroup, cluster: item.cluster }}>
              <Icon name="object" size={14} /> Life of this object
            </ObjectLink>
          </li>
        )}
        {resource && name && (
          <li>
            <ObjectLink {...{ resource, name, namespace, apiGroup, cluster: item.cluster, at: time }}>
              <Icon name="clock" size={14} /> What it was then
            </ObjectLink>
          </li>
        )}
        {relatedTo(item).map(({ label, ...where }) => (
          <li key={label}>
            <ExploreLink {...where} title={where.query}>
              <Icon name={label === 'Around this time' ? 'clock' : 'search'} size={14} /> {label}
            </ExploreLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}
