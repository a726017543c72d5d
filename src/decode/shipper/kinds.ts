import type { EventKind } from '../format.ts';

const EVENT = JSON.stringify({
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  level: 'Metadata',
  auditID: 'f8ce4684-0000-4000-8000-0000000000f1',
  stage: 'ResponseComplete',
  requestURI: '/api/v1/namespaces/shop/secrets/db-password',
  verb: 'delete',
  user: { username: 'alice' },
  sourceIPs: ['10.1.2.3'],
  objectRef: { resource: 'secrets', namespace: 'shop', name: 'db-password', apiVersion: 'v1' },
  responseStatus: { code: 200 },
  requestReceivedTimestamp: '2026-03-01T03:12:46.316157Z',
  stageTimestamp: '2026-03-01T03:12:46.320001Z',
});
const BECOMES = {
  actor: 'alice',
  verb: 'delete',
  resource: 'secrets',
  name: 'db-password',
  outcome: 'allowed',
} as const;

/** Wrappings: what they become is what the line in them becomes. */
export const KINDS: readonly EventKind[] = [
  {
    name: 'fluent-bit-record',
    meaning: 'A line that Fluent Bit or Fluentd read, with an event of any format in it: here one of Kubernetes.',
    identifiedBy: '"log":"',
    example: JSON.stringify({ date: 1772334766.321, log: `${EVENT}\n` }),
    becomes: BECOMES,
  },
  {
    name: 'vector-event',
    meaning: 'A line that Vector read, with an event of any format in it: here one of Kubernetes.',
    identifiedBy: '"source_type":"',
    example: JSON.stringify({
      file: '/var/log/kubernetes/audit.log',
      host: 'master-0',
      message: EVENT,
      source_type: 'file',
      timestamp: '2026-03-01T03:12:46.998877665Z',
    }),
    becomes: BECOMES,
  },
];
