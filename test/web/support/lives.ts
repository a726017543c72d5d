import type { Api } from '../../support/api.ts';
import { eventList } from '../../support/events.ts';

/** Requests to a deployment, a secret and a pod, with bodies, as kube-apiserver writes them, and lines that cannot be read. */

export interface Request {
  readonly minutesAgo: number;
  readonly verb: string;
  readonly user?: string;
  readonly code?: number;
  readonly level?: string;
  readonly ref?: object;
  readonly uri?: string;
  readonly sent?: unknown;
  readonly answered?: unknown;
  readonly more?: object;
}

const MINUTE_MS = 60_000;
/** What the tests ask about happened before this moment, so that nothing of it lies in the future. */
const NOW = Date.now();

export function timeAgo(minutes: number): string {
  return new Date(NOW - minutes * MINUTE_MS).toISOString().replace('Z', '000Z');
}

let count = 0;

/** An event as one line. */
export function requestLine(request: Request): string {
  const {
    minutesAgo,
    verb,
    user = 'alice',
    code = 200,
    level = 'RequestResponse',
    ref,
    uri,
    sent,
    answered,
    more,
  } = request;
  count++;
  return JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level,
    auditID: `0badcafe-0000-4000-8000-${String(count).padStart(12, '0')}`,
    stage: 'ResponseComplete',
    requestURI: uri ?? '/apis/apps/v1/namespaces/shop/deployments/api',
    verb,
    user: { username: user, groups: ['system:authenticated'] },
    sourceIPs: ['10.1.2.3'],
    userAgent: 'kubectl/v1.31.0 (linux/amd64) kubernetes/9edcffc',
    objectRef: { resource: 'deployments', namespace: 'shop', name: 'api', apiGroup: 'apps', apiVersion: 'v1', ...ref },
    responseStatus: { metadata: {}, code, ...(code === 403 ? { reason: 'Forbidden' } : {}) },
    ...(sent === undefined ? {} : { requestObject: sent }),
    ...(answered === undefined ? {} : { responseObject: answered }),
    requestReceivedTimestamp: timeAgo(minutesAgo),
    stageTimestamp: timeAgo(minutesAgo),
    annotations: { 'authorization.k8s.io/decision': code === 403 ? 'forbid' : 'allow' },
    ...more,
  });
}

export function deployment(replicas: number, image: string, version: number): object {
  return {
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    metadata: { name: 'api', namespace: 'shop', uid: 'u1', resourceVersion: String(version), labels: { app: 'api' } },
    spec: { replicas, template: { spec: { containers: [{ name: 'api', image }] } } },
    status: { readyReplicas: replicas },
  };
}

/** The life of shop/deployments/api. */
export function deploymentLife(): string[] {
  return [
    requestLine({
      minutesAgo: 60,
      verb: 'create',
      code: 201,
      sent: deployment(2, 'api:1', 1),
      answered: deployment(2, 'api:1', 1),
    }),
    requestLine({
      minutesAgo: 50,
      verb: 'patch',
      level: 'Request',
      ref: { subresource: 'scale' },
      sent: { spec: { replicas: 5 } },
    }),
    requestLine({
      minutesAgo: 40,
      verb: 'update',
      user: 'carol',
      sent: deployment(5, 'api:2', 3),
      answered: deployment(5, 'api:2', 3),
    }),
    requestLine({ minutesAgo: 35, verb: 'get', user: 'bob', answered: deployment(5, 'api:2', 3) }),
    requestLine({ minutesAgo: 30, verb: 'delete', user: 'mallory', code: 403, level: 'Metadata' }),
    requestLine({ minutesAgo: 20, verb: 'patch', level: 'Metadata' }),
  ];
}

/** Delivers lines to a cluster that is made for them. */
export async function deliverTo(api: Api, cluster: string, lines: readonly string[]): Promise<void> {
  const token = await api.addCluster(cluster);
  const response = await api.deliver(cluster, token, eventList([...lines]));
  if (!response.ok) throw new Error(`${cluster}: ${response.status} ${await response.text()}`);
  await api.loaded();
}
