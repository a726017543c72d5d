import type { Outcome } from '../../event/derive.ts';
import type { EventKind } from '../format.ts';

const UUID = '67f77801-0000-4000-8000-000000000001';
const HEAD = '[on-demand-service-broker] [2f71a161-0000-4000-8000-000000000002] 2026/03/01 03:12:45.493286 ';

/** Every operation and state is read. These are those of clusters. */
export const KINDS: readonly EventKind[] = [
  kind('create', 'processing', 'A cluster is being created.', 'unknown'),
  kind('create', 'done', 'A cluster was created.', 'allowed'),
  kind('create', 'error', 'A cluster could not be created.', 'failed'),
  kind('update', 'processing', 'A cluster is being changed.', 'unknown'),
  kind('update', 'done', 'A cluster was changed.', 'allowed'),
  kind('update', 'error', 'A cluster could not be changed.', 'failed'),
  kind('upgrade', 'processing', 'A cluster is being brought to a newer version.', 'unknown'),
  kind('upgrade', 'done', 'A cluster was brought to a newer version.', 'allowed'),
  kind('upgrade', 'error', 'A cluster could not be brought to a newer version.', 'failed'),
  kind('delete', 'processing', 'A cluster is being deleted.', 'unknown'),
  kind('delete', 'done', 'A cluster was deleted.', 'allowed'),
  kind('delete', 'error', 'A cluster could not be deleted.', 'failed'),
];

function kind(verb: string, state: string, meaning: string, outcome: Outcome): EventKind {
  const identifiedBy = `status: ${state} ${verb} deployment`;
  return {
    name: `${verb}-${state}`,
    meaning,
    identifiedBy,
    example: `${HEAD}BOSH task ID 132 ${identifiedBy} for instance ${UUID}: Description: ${verb} deployment service-instance_${UUID} Result: `,
    becomes: { platform: 'pks', component: 'on-demand-service-broker', verb, resource: 'clusters', outcome },
  };
}
