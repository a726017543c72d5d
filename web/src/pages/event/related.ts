import type { EventItem } from '../../../../src/api/contract.ts';
import { timeOf } from '../../../../src/event/derive.ts';
import type { AuditEvent } from '../../../../src/event/event.ts';
import { formatMicros, parseMicros } from '../../../../src/event/time.ts';
import { quote } from '../../../../src/query/escape.ts';

/** Other events that are worth a look. */
export interface Related {
  readonly label: string;
  readonly query: string;
  readonly from?: string;
  readonly to?: string;
  readonly cluster?: string;
}

/** What is around an event, in microseconds on each side. */
const AROUND = 300_000_000;
/** Keys of `user.extra` that name a credential or a session, in the order in which they tell most. */
const CREDENTIALS: readonly (readonly [key: string, label: string])[] = [
  ['authentication.kubernetes.io/credential-id', 'Same token'],
  ['authentication.kubernetes.io/pod-uid', 'Same pod'],
  ['authentication.kubernetes.io/node-uid', 'Same node'],
  ['scopes.authorization.openshift.io', 'Same scope'],
];

/** The query for this event among the others. */
export function ownQuery({ event }: EventItem): string {
  const { auditID, stage } = event as AuditEvent;
  if (!auditID) return '';
  return [`auditID: ${quote(auditID)}`, ...(stage ? [`stage: ${stage}`] : [])].join(' and ');
}

export function relatedTo(item: EventItem): readonly Related[] {
  const event = item.event as AuditEvent;
  const found: Related[] = [];
  const add = (label: string, query: string, more: Partial<Related> = {}) => found.push({ label, query, ...more });
  if (item.actor) add('Same actor', `actor: ${quote(item.actor)}`);
  const object = objectQuery(event);
  if (object) add('Same object', object, { cluster: item.cluster });
  const address = event.sourceIPs?.at(-1);
  if (address) add('Same address', `sourceIPs: ${quote(address)}`);
  if (event.userAgent) add('Same client', `userAgent: ${quote(event.userAgent)}`);
  for (const [key, label] of CREDENTIALS) {
    const value = event.user?.extra?.[key]?.[0];
    if (value) add(label, `user.extra.${quote(key)}: ${quote(value)}`, { cluster: item.cluster });
  }
  if (event.auditID) add('Same request', `auditID: ${quote(event.auditID)}`);
  const time = parseMicros(timeOf(event, item.receivedAt));
  if (time !== undefined) {
    add('Around this time', '', {
      from: formatMicros(time - AROUND),
      to: formatMicros(time + AROUND),
      cluster: item.cluster,
    });
  }
  return found;
}

function objectQuery({ objectRef }: AuditEvent): string | undefined {
  const { resource, namespace, name } = objectRef ?? {};
  if (!resource || !name) return undefined;
  return [
    `objectRef.resource: ${quote(resource)}`,
    ...(namespace ? [`objectRef.namespace: ${quote(namespace)}`] : []),
    `objectRef.name: ${quote(name)}`,
  ].join(' and ');
}
