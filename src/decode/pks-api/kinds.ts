import type { EventKind } from '../format.ts';

const HEAD = '2026-03-01 03:12:45.897  INFO 7594 --- [nio-9021-exec-7] io.pivotal.pks.cluster.ClusterService    : ';

/** Every `Action '…'` is read. These are what the API of PKS does with what it manages. */
export const KINDS: readonly EventKind[] = [
  kind(
    'create-cluster',
    'cluster',
    'Somebody asked for a new cluster.',
    ", plan name: 'small'. Details: class ClusterParameters { kubernetesMasterHost: red.example.com kubernetesMasterPort: 8443 kubernetesWorkerInstances: 3 nsxtNetworkProfile: null }",
  ),
  kind(
    'update-cluster',
    'cluster',
    'Somebody asked to change a cluster, such as its number of workers.',
    '. Details: class UpdateClusterParameters { kubernetesWorkerInstances: 5 }',
  ),
  kind(
    'resize-cluster',
    'cluster',
    'Somebody asked for another number of workers.',
    '. Details: class ClusterParameters { kubernetesWorkerInstances: 5 }',
  ),
  kind('upgrade-cluster', 'cluster', 'Somebody asked for a newer version of a cluster.'),
  kind('delete-cluster', 'cluster', 'Somebody asked to delete a cluster.'),
  kind('create-network-profile', 'network profile', 'Somebody created a network profile.'),
  kind('delete-network-profile', 'network profile', 'Somebody deleted a network profile.'),
  kind('create-compute-profile', 'compute profile', 'Somebody created a compute profile.'),
  kind('delete-compute-profile', 'compute profile', 'Somebody deleted a compute profile.'),
];

function kind(name: string, noun: string, meaning: string, rest = ''): EventKind {
  const verb = name.slice(0, name.indexOf('-'));
  return {
    name,
    meaning,
    identifiedBy: `Action '${name}'`,
    example: `${HEAD}Action '${name}' by user 'ann', ${noun} name: 'red'${rest}`,
    becomes: {
      platform: 'pks',
      component: 'pks-api',
      actor: 'ann',
      verb,
      resource: `${noun.replace(' ', '')}s`,
      name: 'red',
      outcome: 'unknown',
    },
  };
}
