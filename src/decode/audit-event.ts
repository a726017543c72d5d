import type { AuditEvent } from '../event/event.ts';
import type { JsonObject } from './entry.ts';
import { quarantined, type Read, type Unread } from './reading.ts';
import { checkEvent } from './shape.ts';

/** One of these makes a JSON object an event of `audit.k8s.io`. */
export const AUDIT_MARKS = ['auditID', 'requestURI', 'verb', 'stage'] as const;

export function isAuditEvent(object: JsonObject): boolean {
  return AUDIT_MARKS.some((key) => object[key] !== undefined);
}

/** Reads an object in the shape of `audit.k8s.io` v1, v1beta1 or v1alpha1, which becomes the event. */
export function readAuditEvent(object: JsonObject): Read | Unread {
  const event = object as AuditEvent;
  const problem = checkEvent(event);
  if (problem) return quarantined('wrong-type', problem);
  return splitGroupVersion(event) ? { event, native: false, groupSplit: true } : { event, native: true };
}

/** v1alpha1 wrote the group into objectRef.apiVersion: `apps/v1beta1`. Gives whether this event did. */
function splitGroupVersion(event: AuditEvent): boolean {
  const ref = event.objectRef;
  const slash = ref?.apiVersion?.indexOf('/') ?? -1;
  if (!ref?.apiVersion || slash < 0) return false;
  ref.apiGroup ??= ref.apiVersion.slice(0, slash);
  ref.apiVersion = ref.apiVersion.slice(slash + 1);
  return true;
}
