import { type Caller, createCaller } from '../model/caller.ts';
import type { Cluster } from '../model/cluster.ts';
import { componentAgent } from '../model/names.ts';
import { controllerAccount } from '../model/service-account.ts';

/** The parts of Kubernetes itself that many actors set in motion. */
export interface ControlPlane {
  readonly apiServer: Caller;
  readonly scheduler: Caller;
  readonly controllerManager: Caller;
  readonly deployments: Caller;
  readonly replicaSets: Caller;
  readonly endpoints: Caller;
  readonly jobs: Caller;
  readonly cronJobs: Caller;
  readonly garbage: Caller;
  readonly namespaces: Caller;
  readonly autoscaler: Caller;
}

/** The leaders run on the first control-plane node. */
export function createControlPlane(cluster: Cluster): ControlPlane {
  const address = cluster.controlPlane[0]!;

  function controller(name: string): Caller {
    const agent = componentAgent('kube-controller-manager', `system:serviceaccount:kube-system:${name}`);
    return controllerAccount(name, agent, address);
  }
  function component(name: string): Caller {
    const identity = { username: `system:${name}`, groups: ['system:authenticated'] };
    const reason = `RBAC: allowed by ClusterRoleBinding "system:${name}" of ClusterRole "system:${name}" to User "system:${name}"`;
    return createCaller({ identity, addresses: [address], agent: componentAgent(name, 'leader-election'), reason });
  }

  return {
    apiServer: createCaller({
      identity: {
        username: 'system:apiserver',
        uid: '2f6c1b8e-7d0a-4a55-9d1e-60e1f3b0c4d7',
        groups: ['system:masters'],
      },
      addresses: ['::1'],
      agent: componentAgent('kube-apiserver'),
    }),
    scheduler: component('kube-scheduler'),
    controllerManager: component('kube-controller-manager'),
    deployments: controller('deployment-controller'),
    replicaSets: controller('replicaset-controller'),
    endpoints: controller('endpointslice-controller'),
    jobs: controller('job-controller'),
    cronJobs: controller('cronjob-controller'),
    garbage: controller('generic-garbage-collector'),
    namespaces: controller('namespace-controller'),
    autoscaler: controller('horizontal-pod-autoscaler'),
  };
}
