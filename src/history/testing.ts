import { outcomeOf } from '../event/derive.ts';
import type { AuditEvent } from '../event/event.ts';
import type { Change } from './change.ts';
import type { Difference } from './diff/diff.ts';
import type { JsonObject } from './diff/json.ts';
import { pathText } from './diff/path.ts';
import type { Happening } from './happening.ts';
import { historyOf } from './history.ts';
import { LAST_APPLIED } from './last-applied.ts';

// What the tests of this folder share: the life of a deployment, as kube-apiserver writes it.

export const API = { namespace: 'prod', resource: 'deployments', name: 'api' } as const;

let count = 0;

/** A request to the deployment, each some seconds after the one before. */
export function happening(event: AuditEvent, actor = 'alice'): Happening {
  count++;
  const time = new Date(Date.UTC(2026, 2, 1) + count * 10_000).toISOString();
  const { verb = 'update', objectRef, responseStatus = { code: 200 }, ...rest } = event;
  const whole: AuditEvent = {
    level: 'RequestResponse',
    stage: 'ResponseComplete',
    auditID: `id-${count}`,
    verb,
    objectRef: { resource: API.resource, namespace: API.namespace, name: API.name, apiGroup: 'apps', ...objectRef },
    responseStatus,
    ...rest,
  };
  return {
    id: `j-${count}`,
    time,
    cluster: 'prod',
    platform: 'kubernetes',
    actor,
    outcome: outcomeOf(whole),
    event: whole,
  };
}

interface Shape {
  readonly replicas?: number;
  readonly image?: string;
  readonly annotations?: JsonObject;
  readonly restartedAt?: string;
  readonly version?: string;
  readonly uid?: string;
  readonly ready?: number;
}

/** The deployment as the server answers it. */
export function deployment({
  replicas = 3,
  image = 'api:1',
  annotations,
  restartedAt,
  version = '1',
  uid = 'u1',
  ready = 3,
}: Shape = {}): JsonObject {
  return {
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    metadata: {
      name: API.name,
      namespace: API.namespace,
      uid,
      resourceVersion: version,
      labels: { app: 'api' },
      ...(annotations ? { annotations } : {}),
      managedFields: [{ manager: 'kubectl', time: version }],
    },
    spec: {
      replicas,
      template: {
        metadata: {
          labels: { app: 'api' },
          ...(restartedAt ? { annotations: { 'kubectl.kubernetes.io/restartedAt': restartedAt } } : {}),
        },
        spec: {
          containers: [
            { name: 'api', image },
            { name: 'log', image: 'log:1' },
          ],
        },
      },
    },
    status: { readyReplicas: ready },
  };
}

export function lines(differences: readonly Difference[]): string[] {
  return differences.map(({ op, path, before, after }) => {
    const values = [before, after].filter((value) => value !== undefined).map((value) => JSON.stringify(value));
    return `${op} ${pathText(path)} ${values.join(' → ')}`.trim();
  });
}

/** A change as a line: what, how it is known, what is noted. */
export function told({ act, effect, phrase, basis, notes }: Change): string {
  return [`${act}/${effect}`, phrase, basis, ...notes.map(({ code }) => code)].join(' | ');
}

export const history = (...events: readonly AuditEvent[]) =>
  historyOf(
    events.map((event) => happening(event)),
    API,
  );
export const create = (body = deployment()): AuditEvent => ({
  verb: 'create',
  requestObject: body,
  responseObject: body,
  responseStatus: { code: 201 },
});
export const update = (body: ReturnType<typeof deployment>): AuditEvent => ({
  verb: 'update',
  requestObject: body,
  responseObject: body,
});
export const patch = (requestObject: unknown, responseObject?: unknown): AuditEvent => ({
  verb: 'patch',
  level: responseObject ? 'RequestResponse' : 'Request',
  requestObject,
  responseObject,
});
export const onPart = (subresource: string, more: AuditEvent = {}): AuditEvent => ({
  ...more,
  objectRef: { subresource },
});
export const metadata = (verb: string, more: AuditEvent = {}): AuditEvent => ({ verb, level: 'Metadata', ...more });
export const restarted = {
  spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': 'now' } } } },
};
export const applied = (image: string) => JSON.stringify({ kind: 'Deployment', spec: { image } });
export const withLast = (image: string) => ({
  metadata: { annotations: { [LAST_APPLIED]: applied(image) } },
  spec: { image },
});
export const image = (to: string) => ({ spec: { template: { spec: { containers: [{ name: 'api', image: to }] } } } });
