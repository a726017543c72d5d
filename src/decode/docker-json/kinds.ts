import type { EventKind } from '../format.ts';

/** A wrapping: what it becomes is what the line in it becomes. */
export const KINDS: readonly EventKind[] = [
  {
    name: 'container-log',
    meaning: 'A line that a container printed, with an event of any format in it: here one of ucp-controller.',
    identifiedBy: '{"log":"',
    example: `${JSON.stringify({
      log: `${JSON.stringify({
        audit: {
          auditID: 'f8ce4684-0000-4000-8000-0000000000e2',
          kind: 'docker-swarm',
          requestReceivedTimestamp: '2026-03-01T03:12:46.316157Z',
          requestURI: '/v1.41/secrets/db-password',
          sourceIPs: ['10.1.2.3:48516'],
          user: { username: '4ec3c2fc', extra: { username: ['alice'] } },
          verb: 'DELETE',
        },
        level: 'info',
        msg: 'audit',
        time: '2026-03-01T03:12:46Z',
      })}\n`,
      stream: 'stdout',
      time: '2026-03-01T03:12:46.317002145Z',
    })}`,
    becomes: {
      platform: 'mke',
      component: 'ucp-controller',
      actor: 'alice',
      verb: 'delete',
      resource: 'secrets',
      name: 'db-password',
      outcome: 'unknown',
    },
  },
];
