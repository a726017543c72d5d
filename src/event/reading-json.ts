import type { AuditEvent } from './event.ts';
import { type Bodies, writeEvent } from './go-json.ts';
import { formatMicros, isCanonicalTime, parseMicros } from './time.ts';

/**
 * The JSON of an event whose received bytes are not that, on one line: as kube-apiserver would write it, with the fields that
 * `audit.k8s.io/v1` does not know behind the others. `unknownFields` is their JSON object, or `''`.
 */
export function readingJson(event: AuditEvent, bodies: Bodies, unknownFields: string): string {
  const { requestReceivedTimestamp, stageTimestamp } = event;
  const whole: AuditEvent = { ...event, apiVersion: event.apiVersion || 'audit.k8s.io/v1' };
  if (requestReceivedTimestamp) whole.requestReceivedTimestamp = canonicalTime(requestReceivedTimestamp);
  if (stageTimestamp) whole.stageTimestamp = canonicalTime(stageTimestamp);
  const known = writeEvent(whole, bodies, 'event');
  return unknownFields ? `${known.slice(0, -1)},${unknownFields.slice(1)}` : known;
}

/** As a column keeps it. */
function canonicalTime(time: string): string {
  if (isCanonicalTime(time)) return time;
  const micros = parseMicros(time);
  return micros === undefined ? time : formatMicros(micros);
}
