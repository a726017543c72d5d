import { randomUUID } from 'node:crypto';

/** An audit event as kube-apiserver writes it: a request for a secret, received now. */
export function auditEvent(more: object = {}): Record<string, unknown> {
  const now = `${new Date().toISOString().slice(0, -1)}000Z`;
  return {
    level: 'Metadata',
    auditID: randomUUID(),
    stage: 'ResponseComplete',
    requestURI: '/api/v1/namespaces/prod/secrets/db-password',
    verb: 'get',
    user: { username: 'alice', groups: ['ops', 'system:authenticated'] },
    sourceIPs: ['10.1.2.3'],
    userAgent: 'kubectl/v1.31.0 (linux/amd64) kubernetes/9edcffc',
    objectRef: { resource: 'secrets', namespace: 'prod', name: 'db-password', apiVersion: 'v1' },
    responseStatus: { metadata: {}, code: 200 },
    requestReceivedTimestamp: now,
    stageTimestamp: now,
    ...more,
  };
}

/** The body that the audit webhook sends, of events or of the JSON text of some. */
export function eventList(events: readonly (object | string)[], version = 'v1'): string {
  const items = events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event)));
  return `{"kind":"EventList","apiVersion":"audit.k8s.io/${version}","metadata":{},"items":[${items.join(',')}]}`;
}

/** The lines of what was received, in an order that does not depend on time. */
export function sortedLines(bytes: Buffer): string[] {
  return bytes.toString('latin1').split('\n').filter(Boolean).sort();
}
