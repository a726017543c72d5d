import { byClusterRole, type Caller, createCaller } from './caller.ts';
import type { Node } from './cluster.ts';
import { uuidOf } from './ids.ts';
import type { Random } from './random.ts';
import { createPod, type Pod } from './workload.ts';

export interface ServiceAccountOptions {
  readonly namespace: string;
  readonly name: string;
  readonly agent: string;
  /** The pod that holds the token; it gives the address. */
  readonly pod: Pod;
  /** The cluster role that lets it work, bound under the same name. */
  readonly role?: string;
}

/** A service account with a token that is bound to a pod: the token names the pod. */
export function serviceAccount(options: ServiceAccountOptions): Caller {
  const { namespace, name, agent, pod, role = name } = options;
  const identity = {
    username: `system:serviceaccount:${namespace}:${name}`,
    uid: uuidOf(`serviceaccounts/${namespace}/${name}`),
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
    extra: {
      'authentication.kubernetes.io/pod-name': [pod.name],
      'authentication.kubernetes.io/pod-uid': [pod.uid],
    },
  };
  const reason = byClusterRole(name, role, `ServiceAccount "${name}/${namespace}"`);
  return createCaller({ identity, addresses: [pod.address], agent, reason });
}

/** A service account of something that runs as a deployment of its own. */
export function deployedAccount(
  random: Random,
  nodes: readonly Node[],
  options: Omit<ServiceAccountOptions, 'pod'> & { readonly deployment: string },
): Caller {
  return serviceAccount({ ...options, pod: createPod(random, nodes, options.deployment) });
}

/** One of the controllers inside kube-controller-manager, which use tokens that no pod holds. */
export function controllerAccount(name: string, agent: string, address: string): Caller {
  const identity = {
    username: `system:serviceaccount:kube-system:${name}`,
    uid: uuidOf(`serviceaccounts/kube-system/${name}`),
    groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated'],
  };
  const reason = byClusterRole(
    `system:controller:${name}`,
    `system:controller:${name}`,
    `ServiceAccount "${name}/kube-system"`,
  );
  return createCaller({ identity, addresses: [address], agent, reason });
}
