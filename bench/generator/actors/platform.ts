import type { Caller } from '../model/caller.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Kind } from '../model/kinds.ts';
import { KINDS } from '../model/kinds.ts';
import type { Random } from '../model/random.ts';
import { deployedAccount } from '../model/service-account.ts';

/** An operator that a platform team installs: it elects a leader, watches its kinds and reconciles them. */
export interface Operator {
  readonly by: Caller;
  readonly namespace: string;
  readonly lease: string;
  readonly watches: readonly Kind[];
  /** What it reconciles; none for those that only watch. */
  readonly owns: readonly Kind[];
  /** Milliseconds between two reconciliations. */
  readonly everyMs: number;
}

interface Row {
  readonly name: string;
  readonly namespace: string;
  readonly agent: string;
  readonly watches: readonly Kind[];
  readonly owns: readonly Kind[];
  readonly everyMs: number;
}

const K = KINDS;

const ROWS: readonly Row[] = [
  {
    name: 'cert-manager',
    namespace: 'cert-manager',
    agent: 'cert-manager-certificates-trigger/v1.16.2 (linux/amd64) cert-manager/9f3d1c2',
    watches: [K.certificates, K.certificateRequests, K.secrets, K.ingresses],
    owns: [K.certificates, K.certificateRequests],
    everyMs: 7_200,
  },
  {
    name: 'argocd-application-controller',
    namespace: 'argocd',
    agent: 'argocd-application-controller/v0.0.0 (linux/amd64) kubernetes/$Format',
    watches: [K.applications, K.deployments, K.services, K.configMaps, K.ingresses, K.roles, K.roleBindings],
    owns: [K.applications],
    everyMs: 1_300,
  },
  {
    name: 'external-secrets',
    namespace: 'external-secrets',
    agent: 'external-secrets/v0.0.0 (linux/amd64) kubernetes/$Format',
    watches: [K.externalSecrets, K.secrets, K.serviceAccounts],
    owns: [K.externalSecrets, K.secrets],
    everyMs: 2_800,
  },
  {
    name: 'prometheus-operator',
    namespace: 'monitoring',
    agent: 'PrometheusOperator/0.79.2 (linux/amd64) kubernetes/0.79.2',
    watches: [K.serviceMonitors, K.prometheusRules, K.statefulSets, K.secrets, K.configMaps],
    owns: [K.statefulSets, K.prometheusRules],
    everyMs: 3_600,
  },
  {
    name: 'kube-state-metrics',
    namespace: 'monitoring',
    agent: 'kube-state-metrics/v2.14.0 (linux/amd64) kube-state-metrics/2f8a4b1',
    watches: [K.pods, K.nodes, K.deployments, K.replicaSets, K.jobs, K.cronJobs, K.claims, K.quotas, K.autoscalers],
    owns: [],
    everyMs: 0,
  },
  {
    name: 'ingress-nginx',
    namespace: 'ingress-nginx',
    agent: 'nginx-ingress-controller/v1.12.0 (linux/amd64) ingress-nginx/ba73b2c',
    watches: [K.ingresses, K.services, K.endpointSlices, K.secrets, K.configMaps],
    owns: [K.ingresses],
    everyMs: 12_000,
  },
  {
    name: 'cnpg-manager',
    namespace: 'cnpg-system',
    agent: 'manager/v0.0.0 (linux/amd64) kubernetes/$Format',
    watches: [K.postgres, K.pods, K.claims, K.jobs, K.secrets],
    owns: [K.postgres, K.pods],
    everyMs: 2_400,
  },
  {
    name: 'strimzi-cluster-operator',
    namespace: 'kafka',
    agent: 'strimzi-cluster-operator/0.45.0',
    watches: [K.kafkaTopics, K.statefulSets, K.networkPolicies, K.configMaps],
    owns: [K.kafkaTopics, K.configMaps],
    everyMs: 2_000,
  },
  {
    name: 'cluster-autoscaler',
    namespace: 'kube-system',
    agent: 'cluster-autoscaler/v0.0.0 (linux/amd64) kubernetes/$Format',
    watches: [K.nodes, K.pods, K.replicaSets, K.daemonSets, K.claims],
    owns: [K.configMaps],
    everyMs: 8_000,
  },
  {
    name: 'cilium-operator',
    namespace: 'kube-system',
    agent: 'cilium-operator-generic/1.16.5 (linux/amd64) kubernetes/$Format',
    watches: [K.nodes, K.pods, K.networkPolicies, K.namespaces],
    owns: [K.nodes],
    everyMs: 5_600,
  },
  {
    name: 'ebs-csi-controller-sa',
    namespace: 'kube-system',
    agent: 'csi-provisioner/v5.1.0 (linux/amd64) kubernetes/5a7e2d0',
    watches: [K.claims, K.persistentVolumes, K.nodes, K.csiNodes],
    owns: [K.claims, K.persistentVolumes],
    everyMs: 8_800,
  },
  {
    name: 'kyverno-background-controller',
    namespace: 'kyverno',
    agent: 'kyverno-background-controller/v0.0.0 (linux/amd64) kubernetes/$Format',
    watches: [K.namespaces, K.configMaps, K.pods, K.networkPolicies],
    owns: [K.networkPolicies, K.configMaps],
    everyMs: 4_000,
  },
];

export function createPlatform(random: Random, cluster: Cluster): readonly Operator[] {
  return ROWS.map(({ name, namespace, agent, watches, owns, everyMs }) => ({
    by: deployedAccount(random, cluster.nodes, { namespace, name, agent, deployment: `${name}-7c9f5d8b4d` }),
    namespace,
    lease: name,
    watches,
    owns,
    everyMs,
  }));
}
