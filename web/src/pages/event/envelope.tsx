import type { EventItem } from '../../../../src/api/contract.ts';
import type { AuditEvent } from '../../../../src/event/event.ts';
import { quote } from '../../../../src/query/escape.ts';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ExploreLink } from '../../ui/explore-link.tsx';
import { Text } from '../../ui/text.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './event.module.css';
import { Facts } from './facts.tsx';

/** What Verbatim vouches for, and the annotations as they are. */
export function Envelope({ item }: { readonly item: EventItem }) {
  const { auditID = '', level, stage, annotations = {} } = item.event as AuditEvent;
  const noted = Object.entries(annotations);
  return (
    <>
      <Card title="Record">
        <Facts
          of={[
            ['Id', <WithCopy key="id" value={item.id} what="the id" />],
            ['Audit id', auditID && <WithCopy key="audit" value={auditID} what="the audit id" />],
            ['Stage', stage && <Text key="stage" value={stage} />],
            ['Level', level && <Text key="level" value={level} />],
            [
              'Cluster',
              <ExploreLink key="cluster" query="" cluster={item.cluster}>
                <Text value={item.cluster} />
              </ExploreLink>,
            ],
            ['Platform', <Text key="platform" value={item.platform} />],
            ['Component', <Text key="component" value={item.component} />],
            [
              'Node',
              item.node && (
                <ExploreLink key="node" query={`node: ${quote(item.node)}`}>
                  <Text value={item.node} />
                </ExploreLink>
              ),
            ],
            ['Source', <Text key="source" value={item.source} />],
            ['Received', <Time key="received" value={item.receivedAt} />],
          ]}
        />
      </Card>
      {noted.length > 0 && (
        <Card title="Annotations">
          <dl className={styles.annotations}>
            {noted.map(([key, value]) => (
              <div key={key}>
                <dt>
                  <Text value={key} mono />
                </dt>
                <dd>
                  <Text value={String(value)} max={2_000} />
                </dd>
              </div>
            ))}
          </dl>
        </Card>
      )}
    </>
  );
}

function WithCopy({ value, what }: { readonly value: string; readonly what: string }) {
  return (
    <span className={styles.inline}>
      <Text value={value} mono />
      <CopyButton value={value} what={what} />
    </span>
  );
}
