import type { AuditEvent } from '../event/event.ts';

/**
 * What every event has that a line of a log tells of something done, and the line's one time. What a platform does not say stays
 * out: it can be added.
 */
export function logEvent(time: string | undefined): AuditEvent {
  const event: AuditEvent = {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    stage: 'ResponseComplete',
  };
  if (time) {
    event.requestReceivedTimestamp = time;
    event.stageTimestamp = time;
  }
  return event;
}

/** Gives the values that there are, under their names behind a prefix: `{ 'prefix/name': value }`. */
export function annotator<K extends string>(
  prefix: string,
  ...names: readonly K[]
): (values: Readonly<Partial<Record<K, string | undefined>>>) => Record<string, string> {
  // Keys that are made once: to put them together for each line took a sixth of its time.
  const keys = names.map((name) => [name, `${prefix}/${name}`] as const);
  return (values) => {
    const found: Record<string, string> = {};
    for (const [name, key] of keys) {
      const value = values[name];
      if (value) found[key] = value;
    }
    return found;
  };
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
