import type { AuditEvent, ResponseStatus, UserInfo } from './event.ts';

export const OUTCOMES = ['allowed', 'denied', 'failed', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const AUTHORIZATION_DECISION = 'authorization.k8s.io/decision';
export const OPENSHIFT_LOGIN_USER = 'authentication.openshift.io/username';
export const OPENSHIFT_LOGIN_DECISION = 'authentication.openshift.io/decision';
/** The person behind the id that MKE gives as the user's name. */
export const MKE_USER = 'ucp.mirantis.com/username';
/** The annotations that name a person, where the user of the event is none. The first that there is holds. */
export const PERSON_ANNOTATIONS = [OPENSHIFT_LOGIN_USER, MKE_USER] as const;

interface Actors {
  readonly user?: UserInfo | undefined;
  readonly impersonatedUser?: UserInfo | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

interface Ending {
  readonly stage?: string | undefined;
  readonly responseStatus?: ResponseStatus | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

/** The person or workload that acted: who was impersonated, else who the platform's annotations name, else who authenticated. */
export function actorOf(event: Actors): string {
  return event.impersonatedUser?.username || personIn(event.annotations) || event.user?.username || '';
}

/** Who the platform's annotations name; `''` if nobody. */
export function personIn(annotations: Actors['annotations']): string {
  if (!annotations) return '';
  for (const key of PERSON_ANNOTATIONS) {
    const name = annotations[key];
    if (name) return name;
  }
  return '';
}

/** How the request ended. A login's own decision outranks the code of its HTTP answer, which redirects either way. */
export function outcomeOf(event: Ending): Outcome {
  const login = event.annotations?.[OPENSHIFT_LOGIN_DECISION];
  const decision = event.annotations?.[AUTHORIZATION_DECISION];
  const { code = 0, status } = event.responseStatus ?? {};
  if (login === 'deny') return 'denied';
  if (login === 'error') return 'failed';
  if (login === 'allow') return 'allowed';
  if (code === 401 || code === 403 || decision === 'forbid' || decision === 'deny') return 'denied';
  if (code >= 400 || event.stage === 'Panic' || decision === 'error' || status === 'Failure') return 'failed';
  if (code > 0 || decision === 'allow' || status === 'Success') return 'allowed';
  return 'unknown';
}

/**
 * When it happened, RFC 3339: when the request arrived, else when the stage was reached, else the `timestamp` that
 * v1alpha1 and v1beta1 wrote, else `receivedAt`.
 */
export function timeOf(event: AuditEvent, receivedAt: string): string {
  return event.requestReceivedTimestamp || event.stageTimestamp || event.timestamp || receivedAt;
}
