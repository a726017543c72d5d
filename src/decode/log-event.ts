import type { AuditEvent } from '../event/event.ts';

/**
 * What every event has that a line of a log tells of something done: one time, which is the line's. What a platform does not say
 * stays out.
 */
export function logEvent(time: string | undefined, event: AuditEvent): AuditEvent {
  return {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: event.requestObject === undefined ? 'Metadata' : 'Request',
    stage: 'ResponseComplete',
    ...event,
    ...(time && { requestReceivedTimestamp: time, stageTimestamp: time }),
  };
}

/** The values that there are, under their names behind a prefix: `{ 'prefix/name': value }`. */
export function annotations(
  prefix: string,
  values: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) if (value) found[`${prefix}/${name}`] = value;
  return found;
}

/** The fields that have a value; `undefined` if none has. */
export function present<K extends string>(
  fields: Readonly<Record<K, string | undefined>>,
): { [key in K]?: string } | undefined {
  const found: { [key in K]?: string } = {};
  let isEmpty = true;
  for (const key in fields) {
    const value = fields[key];
    if (!value) continue;
    found[key] = value;
    isEmpty = false;
  }
  return isEmpty ? undefined : found;
}
