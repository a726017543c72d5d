import type { EventItem } from '../../../../src/api/contract.ts';
import type { AuditEvent } from '../../../../src/event/event.ts';
import { REDACTED } from '../../../../src/event/redacted.ts';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import styles from './event.module.css';

const TRUNCATED = 'audit.k8s.io/truncated';

/** What is missing from the event, and why. */
export function Notices({ item }: { readonly item: EventItem }) {
  const { annotations = {} } = item.event as AuditEvent;
  const removed = annotations[REDACTED];
  const notices = [
    item.quarantine && (
      <>
        <strong>It could not be read</strong> (<Text value={item.quarantine.reason} mono />
        ): <Text value={item.quarantine.detail} max={2_000} /> It is kept as it came; its bytes are below.
      </>
    ),
    removed !== undefined && (
      <>
        <strong>Values were taken out</strong> before it was kept: <Text value={removed} mono max={4_000} />
      </>
    ),
    annotations[TRUNCATED] !== undefined && (
      <>
        <strong>The bodies were left out</strong>, because the event was too large.
      </>
    ),
  ].filter(Boolean);
  if (notices.length === 0) return undefined;
  return (
    <ul className={styles.notices}>
      {notices.map((notice, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never change their places.
        <li key={i}>
          <Icon name="info" size={14} />
          <span>{notice}</span>
        </li>
      ))}
    </ul>
  );
}
