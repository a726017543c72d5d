import { AUDIT_MARKS } from '../audit-event.ts';
import type { Entry, JsonObject } from '../entry.ts';

/** An event as the controller writes it, and what stands around it. */
export interface AuditLine {
  readonly audit: JsonObject;
  /** When it was logged; `undefined` where nothing stands around the event. */
  readonly loggedAt: string | undefined;
  /** Whether it was written by MKE, rather than by something else that knows Docker's API. */
  readonly isMke: boolean;
}

/** The `kind` of events about Docker's API. */
export const DOCKER_SWARM = 'docker-swarm';

/** The event in a line of `ucp-controller`, or one that was taken out of such a line; `undefined` if there is none. */
export function auditLine({ object }: Entry): AuditLine | undefined {
  if (!object) return undefined;
  const { audit, msg, time, kind } = object;
  if (isObject(audit) && (msg === 'audit' || AUDIT_MARKS.some((key) => audit[key] !== undefined))) {
    return { audit, loggedAt: typeof time === 'string' ? time : undefined, isMke: true };
  }
  return kind === DOCKER_SWARM ? { audit: object, loggedAt: undefined, isMke: hasLicence(object) } : undefined;
}

/** Whether an entry is what the controller logs of itself: JSON as logrus writes it, without an event. */
export function isControllerLog({ object }: Entry): boolean {
  if (object?.audit !== undefined || object?.auditID !== undefined) return false;
  return typeof object?.level === 'string' && typeof object.msg === 'string' && typeof object.time === 'string';
}

/** MKE notes under which licence it runs. */
function hasLicence({ user }: JsonObject): boolean {
  const extra = isObject(user) ? user.extra : undefined;
  return isObject(extra) && extra.licenseKey !== undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
