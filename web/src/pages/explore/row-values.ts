import type { EventItem } from '../../../../src/api/contract.ts';
import type { AuditRecord } from '../../../../src/event/record.ts';
import { parseField } from '../../../../src/query/parse-field.ts';
import { readValue } from '../../../../src/query/read-value.ts';

export type ReadItem = (item: EventItem) => unknown;

/** What a column may show besides a field. */
export const SUMMARY = 'summary';

/** A name is read once, not for each cell; more names than this are those of somebody who is writing one. */
const MAX_KNOWN = 1_000;
const known = new Map<string, ReadItem | undefined>();

/** Reads the value of a column; `undefined` where there is no such field. */
export function readerOf(name: string): ReadItem | undefined {
  if (known.has(name)) return known.get(name);
  if (known.size >= MAX_KNOWN) known.clear();
  const read = makeReader(name);
  known.set(name, read);
  return read;
}

function makeReader(name: string): ReadItem | undefined {
  if (name === SUMMARY) return (item) => item.summary;
  // By one name where several are known: the server says which.
  if (name === 'actor') return (item) => item.actor;
  try {
    const path = parseField(name);
    return (item) => readValue(path, item as unknown as AuditRecord);
  } catch {
    return undefined;
  }
}

/** The values of a list one by one, or the one there is; those that can be asked for. */
export function valuesOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((one) => one !== undefined && one !== null && typeof one !== 'object').map(String);
}

const LABELS: Readonly<Record<string, string>> = {
  time: 'Time',
  actor: 'Actor',
  verb: 'Verb',
  outcome: 'Outcome',
  cluster: 'Cluster',
  'objectRef.resource': 'Resource',
  'objectRef.subresource': 'Subresource',
  'objectRef.namespace': 'Namespace',
  'objectRef.name': 'Name',
  'objectRef.apiGroup': 'API group',
  'responseStatus.code': 'Code',
  'responseStatus.reason': 'Reason',
  'user.username': 'User',
  'user.groups': 'Groups',
  'impersonatedUser.username': 'Impersonated',
  sourceIPs: 'From address',
  userAgent: 'Agent',
  requestURI: 'URI',
  level: 'Level',
  stage: 'Stage',
  platform: 'Platform',
  component: 'Component',
  node: 'Node',
  source: 'Source',
  quarantine: 'Unread because',
  [SUMMARY]: 'Summary',
};

/** What a field is called above its values; its own name where that says more. */
export function labelOf(name: string): string {
  // Names stand in addresses, and one may be `__proto__`.
  return (Object.hasOwn(LABELS, name) ? LABELS[name] : undefined) ?? name;
}
