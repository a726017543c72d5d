import { ATTACK } from './cast.ts';

/** The two objects that give the attack away to whoever records bodies. */

export const CLUSTER_ADMIN_BINDING = {
  kind: 'RoleBinding',
  apiVersion: 'rbac.authorization.k8s.io/v1',
  metadata: { name: ATTACK.binding, namespace: ATTACK.victim, creationTimestamp: null },
  subjects: [{ kind: 'ServiceAccount', name: 'deployer', namespace: 'ci' }],
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
};

export const PRIVILEGED_POD = {
  kind: 'Pod',
  apiVersion: 'v1',
  metadata: { name: ATTACK.privilegedPod, namespace: ATTACK.victim, creationTimestamp: null },
  spec: {
    volumes: [{ name: 'host', hostPath: { path: '/', type: '' } }],
    containers: [
      {
        name: 'main',
        image: 'alpine:3.20',
        command: ['sh', '-c', 'sleep 3600 && exit'],
        resources: {},
        volumeMounts: [{ name: 'host', mountPath: '/host' }],
        securityContext: { privileged: true },
      },
    ],
    hostNetwork: true,
    hostPID: true,
  },
};

/** What pod security notes where it only audits. */
export const VIOLATION =
  '"pod-security.kubernetes.io/audit-violations":"would violate PodSecurity \\"restricted:latest\\": host namespaces (hostNetwork=true, hostPID=true), privileged (container \\"main\\" must not set securityContext.privileged=true), hostPath volumes (volume \\"host\\")","pod-security.kubernetes.io/enforce-policy":"privileged:latest"';
