import type { EventItem } from '../../../../src/api/contract.ts';
import { type AuditEvent, EVENT_KEYS } from '../../../../src/event/event.ts';
import { Card } from '../../ui/card.tsx';
import { JsonTree } from '../../ui/json-tree/json-tree.tsx';
import { Text } from '../../ui/text.tsx';
import { commandOf } from './command.ts';
import styles from './event.module.css';

const KNOWN: ReadonlySet<string> = new Set(EVENT_KEYS);

/** Bodies of request and answer, and fields that the format does not know. */
export function Bodies({ item }: { readonly item: EventItem }) {
  const event = item.event as AuditEvent;
  const command = commandOf(event);
  const unknown = Object.fromEntries(Object.entries(event).filter(([key]) => !KNOWN.has(key)));
  return (
    <>
      {command && (
        <Card title="Command">
          <pre>
            <Text value={command} max={10_000} />
          </pre>
        </Card>
      )}
      <Body title="Body of the request" value={event.requestObject} />
      <Body title="Body of the answer" value={event.responseObject} />
      {event.level === 'Metadata' && (
        <p className={styles.muted}>
          No bodies were recorded: the audit policy has the level Metadata for such requests.
        </p>
      )}
      <Body title="Further fields" value={Object.keys(unknown).length > 0 ? unknown : undefined} />
    </>
  );
}

function Body({ title, value }: { readonly title: string; readonly value: unknown }) {
  if (value === undefined || value === null) return undefined;
  return (
    <Card title={title}>
      <JsonTree value={value} label={title} />
    </Card>
  );
}
