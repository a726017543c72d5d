import { binding, review, tokenRequest, tokenReview } from './access-parts.ts';
import { configMap, custom, event, lease, secret } from './data-parts.ts';
import type { Build } from './parts.ts';
import { endpoints, node, pod, podBinding, scale, workload } from './workload-parts.ts';

const BUILDS: Readonly<Record<string, Build>> = {
  Pod: pod,
  Deployment: workload,
  ReplicaSet: workload,
  StatefulSet: workload,
  DaemonSet: workload,
  Job: workload,
  CronJob: workload,
  Node: node,
  ConfigMap: configMap,
  Secret: secret,
  Lease: lease,
  Event: event,
  EndpointSlice: endpoints,
  SubjectAccessReview: review,
  SelfSubjectAccessReview: review,
  SelfSubjectRulesReview: review,
  TokenReview: tokenReview,
  TokenRequest: tokenRequest,
  Binding: podBinding,
  Scale: scale,
  RoleBinding: binding,
  ClusterRoleBinding: binding,
};

/** How objects of a kind are made up. */
export function buildFor(kind: string): Build {
  return BUILDS[kind] ?? custom;
}
