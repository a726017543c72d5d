import { CI_ACCOUNT, CI_NAMESPACE } from '../actors/ci.ts';
import { byClusterRole, type Caller, createCaller } from '../model/caller.ts';
import type { Cluster } from '../model/cluster.ts';
import { serviceAccount } from '../model/service-account.ts';
import type { Pod, Workload } from '../model/workload.ts';

/** Where the story happens. The address is from TEST-NET-3 (RFC 5737), which nobody else in the traffic uses. */
export const ATTACK = {
  address: '203.0.113.66',
  stolenToken: `system:serviceaccount:${CI_NAMESPACE}:${CI_ACCOUNT}`,
  victim: 'payments-prod',
  binding: 'runner-maintenance',
  privilegedPod: 'node-maintenance',
  secondAccount: 'system:serviceaccount:payments-prod:payments-operator',
  otherNamespace: 'billing-prod',
  erasedNamespace: 'forensics',
} as const;

const SCRIPT = 'python-requests/2.32.3';
const KUBECTL = 'kubectl/v1.30.0 (linux/amd64) kubernetes/7c48c2b';

export interface Cast {
  /** The stolen token, used by a script and then by kubectl. */
  readonly script: Caller;
  readonly thief: Caller;
  /** The stolen token once it is bound to cluster-admin in the victim's namespace. */
  readonly admin: Caller;
  /** The token that the thief had issued. */
  readonly second: Caller;
  readonly workload: Workload;
  readonly pod: Pod;
}

export function createCast(cluster: Cluster): Cast {
  const workload = cluster.workloads.find(({ namespace }) => namespace === ATTACK.victim)!;
  const pod = workload.pods[0]!;
  const runner = { ...pod, name: 'runner-0-x2x7k', address: ATTACK.address };
  const stolen = { namespace: CI_NAMESPACE, name: CI_ACCOUNT, pod: runner };
  const thief = serviceAccount({ ...stolen, agent: KUBECTL });
  const operator = { namespace: ATTACK.victim, name: 'payments-operator', agent: KUBECTL };
  const subject = `ServiceAccount "${CI_ACCOUNT}/${CI_NAMESPACE}"`;
  return {
    script: serviceAccount({ ...stolen, agent: SCRIPT }),
    thief,
    admin: createCaller({
      identity: thief.identity,
      addresses: [ATTACK.address],
      agent: KUBECTL,
      reason: byClusterRole(ATTACK.binding, 'cluster-admin', subject).replace(
        `ClusterRoleBinding "${ATTACK.binding}"`,
        `RoleBinding "${ATTACK.binding}/${ATTACK.victim}"`,
      ),
    }),
    second: serviceAccount({ ...operator, pod: { ...pod, address: ATTACK.address }, role: 'payments-operator' }),
    workload,
    pod,
  };
}
