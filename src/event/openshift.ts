import { OPENSHIFT_LOGIN_DECISION, OPENSHIFT_LOGIN_USER } from './derive.ts';
import type { Envelope } from './record.ts';

/*
 * Which events are OpenShift's. Its API servers write what every kube-apiserver writes, so an event shows it only by whom or what it
 * is about; of other events of the same cluster nothing tells, unless the configuration does.
 */

export const OPENSHIFT = 'openshift';
/** The platform of events of which nothing tells another one. */
export const KUBERNETES = 'kubernetes';
export const OAUTH_SERVER = 'oauth-server';

/** Every one of these values is in the bytes of an event that is OpenShift's by its content. */
export const OPENSHIFT_SIGNS = ['openshift', 'system:authenticated:oauth'] as const;

/** API servers that only OpenShift has. */
const COMPONENTS: ReadonlySet<string> = new Set(['openshift-apiserver', 'oauth-apiserver', OAUTH_SERVER]);
/** Who signed in through OpenShift's own OAuth server is in this group. */
const OAUTH_GROUP = 'system:authenticated:oauth';

type Told = Pick<Envelope, 'platform' | 'component' | 'format'>;

/** Whether the content of an event may show that it is OpenShift's: neither its platform nor its format was told. */
export function mayBeOpenShift({ platform, format }: Told): boolean {
  return platform === KUBERNETES && (format === undefined || format === OPENSHIFT);
}

/** Whether all events that come so are OpenShift's. */
export function isOpenShiftSender({ component, format }: Told): boolean {
  return format === OPENSHIFT || COMPONENTS.has(component);
}

export function isOpenShiftGroup(apiGroup: unknown): boolean {
  return typeof apiGroup === 'string' && apiGroup.endsWith('.openshift.io');
}

/** Only OpenShift reserves these names. */
export function isOpenShiftNamespace(namespace: unknown): boolean {
  return typeof namespace === 'string' && (namespace === OPENSHIFT || namespace.startsWith('openshift-'));
}

export function isOpenShiftUser(user: unknown): boolean {
  if (!isObject(user)) return false;
  const { username, groups } = user;
  const hasName = typeof username === 'string' && /^system:(?:serviceaccount:openshift-|openshift:)/.test(username);
  return hasName || (Array.isArray(groups) && groups.includes(OAUTH_GROUP));
}

/** Whether annotations say how a login at the OAuth server went. */
export function haveLogin(annotations: unknown): boolean {
  if (!isObject(annotations)) return false;
  return annotations[OPENSHIFT_LOGIN_USER] !== undefined || annotations[OPENSHIFT_LOGIN_DECISION] !== undefined;
}

/** Whether an event in the shape of `audit.k8s.io` shows that it is OpenShift's, whatever the types of its fields are. */
export function isOpenShiftEvent({ user, objectRef, annotations }: Readonly<Record<string, unknown>>): boolean {
  const ref = isObject(objectRef) ? objectRef : {};
  return (
    isOpenShiftGroup(ref.apiGroup) ||
    isOpenShiftNamespace(ref.namespace) ||
    isOpenShiftUser(user) ||
    haveLogin(annotations)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
