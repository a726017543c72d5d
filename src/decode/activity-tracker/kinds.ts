import type { EventKind } from '../format.ts';

/** An event about a cluster. */
function event(id: number, action: string, outcome: string, code: number, failure: string, time: string): string {
  return JSON.stringify({
    eventTime: time,
    action,
    outcome,
    typeURI: 'http://schemas.dmtf.org/cloud/audit/1.0/event',
    eventType: 'activity',
    id: `e0000000-0000-4000-8000-00000000000${id}`,
    correlationId: `c0000000-0000-4000-8000-00000000000${id}`,
    severity: outcome === 'failure' ? 'critical' : 'warning',
    message: `Kubernetes Service: ${action} blue`,
    initiator: {
      id: 'IBMid-0000000001',
      name: 'alice@example.com',
      typeURI: 'service/security/account/user',
      credential: { type: 'token' },
      host: { address: '192.0.2.7', agent: 'IBM Cloud CLI/2.20.0' },
    },
    target: {
      id: 'crn:v1:bluemix:public:containers-kubernetes:eu-de:a/0000:blue::',
      name: 'blue',
      typeURI: 'containers-kubernetes/cluster',
    },
    reason: { reasonCode: code, reasonType: failure ? 'Forbidden' : 'OK', reasonForFailure: failure },
    requestData: { workers: 3 },
  });
}

const BECOMES = { platform: 'ibm', component: 'activity-tracker', actor: 'alice@example.com', name: 'blue' };
const TIME = '2026-03-01T10:00:00.12+0000';

/** Activity Tracker has no list of its own: a service names each action. These are the shapes that actions have. */
export const KINDS: readonly EventKind[] = [
  {
    name: 'service-action',
    meaning: 'Somebody did something to an object of a service of IBM Cloud.',
    identifiedBy: '"action":"containers-kubernetes.cluster.create"',
    example: event(1, 'containers-kubernetes.cluster.create', 'success', 201, '', TIME),
    becomes: { ...BECOMES, verb: 'create', resource: 'cluster', outcome: 'allowed' },
  },
  {
    name: 'service-action-denied',
    meaning: 'Somebody asked a service of IBM Cloud for what they may not do.',
    identifiedBy: '"reasonCode":403',
    example: event(2, 'containers-kubernetes.worker-pool.delete', 'failure', 403, 'The user may not do this.', TIME),
    becomes: { ...BECOMES, verb: 'delete', resource: 'worker-pool', outcome: 'denied' },
  },
  {
    name: 'service-action-failed',
    meaning: 'A service of IBM Cloud did not do what it was asked.',
    identifiedBy: '"outcome":"failure"',
    example: event(3, 'containers-kubernetes.cluster.update', 'failure', 500, 'The cluster does not answer.', TIME),
    becomes: { ...BECOMES, verb: 'update', resource: 'cluster', outcome: 'failed' },
  },
];
