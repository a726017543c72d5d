import type { Item } from '../item.ts';

/** What an item is in JSON. */
type ItemJson = Omit<Item, 'raw'>;

/** An item as the API gives it. */
export function item(event: Item['event'] = {}, envelope: Partial<ItemJson> = {}): ItemJson {
  return {
    id: 'j1-1',
    cluster: 'prod',
    platform: 'kubernetes',
    component: 'kube-apiserver',
    node: 'master-0',
    source: 'kubernetes-webhook',
    receivedAt: '2026-03-01T03:12:46.000123Z',
    actor: event.user?.username ?? '',
    outcome: 'allowed',
    summary: 'alice deleted secret prod/db-password (allowed) from 10.1.2.3 with kubectl',
    event,
    ...envelope,
  };
}

/** One stage of a request that deletes a secret. */
export function deletion(stage: string, millisLater: number): Item['event'] {
  return {
    kind: 'Event',
    level: 'RequestResponse',
    auditID: 'b6560098-0bbb-4593-ad6a-9c0022e9dc87',
    stage,
    requestURI: '/api/v1/namespaces/prod/secrets/db-password?x=1',
    verb: 'delete',
    user: { username: 'alice', groups: ['ops', 'system:authenticated'] },
    sourceIPs: ['1.1.1.1', '10.1.2.3'],
    userAgent: 'kubectl/v1.31.0 (linux/amd64) kubernetes/9edcffc',
    objectRef: { resource: 'secrets', namespace: 'prod', name: 'db-password', apiVersion: 'v1' },
    requestReceivedTimestamp: '2026-03-01T03:12:45.123456Z',
    stageTimestamp: `2026-03-01T03:12:45.${String(123 + millisLater).padStart(3, '0')}456Z`,
    ...(stage === 'ResponseComplete' ? { responseStatus: { code: 200 } } : {}),
  };
}
