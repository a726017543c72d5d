import { randomUUID } from 'node:crypto';
import { OWN_NAME } from '../../event/record.ts';
import { nowMicros } from '../../event/time.ts';
import type { Deed } from './own-event.ts';

/** The server's own beginning and end: while it does not run, nothing is recorded, and that should show. */
export function lifecycleDeed(
  verb: 'start' | 'stop',
  server: { readonly host: string; readonly version: string },
): Deed {
  const now = nowMicros();
  return {
    auditID: randomUUID(),
    stage: 'ResponseComplete',
    verb,
    actor: { id: 'server', name: `${OWN_NAME}:server`, role: 'server' },
    receivedAt: now,
    stageAt: now,
    resource: 'servers',
    name: server.host,
    code: 200,
    notes: { version: server.version },
  };
}
