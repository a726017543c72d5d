/** A resource of the Kubernetes API, with the parts of a line that never change. */
export interface Kind {
  readonly kind: string;
  readonly resource: string;
  readonly group: string;
  readonly version: string;
  readonly namespaced: boolean;
  /** `/api/v1` or `/apis/<group>/<version>` */
  readonly root: string;
  /** As error messages name it: `leases.coordination.k8s.io`. */
  readonly qualified: string;
}

export function define(kind: string, resource: string, group = '', version = 'v1', namespaced = true): Kind {
  return {
    kind,
    resource,
    group,
    version,
    namespaced,
    root: group === '' ? `/api/${version}` : `/apis/${group}/${version}`,
    qualified: group === '' ? resource : `${resource}.${group}`,
  };
}

const RBAC = 'rbac.authorization.k8s.io';

export const KINDS = {
  pods: define('Pod', 'pods'),
  nodes: define('Node', 'nodes', '', 'v1', false),
  events: define('Event', 'events'),
  secrets: define('Secret', 'secrets'),
  services: define('Service', 'services'),
  configMaps: define('ConfigMap', 'configmaps'),
  namespaces: define('Namespace', 'namespaces', '', 'v1', false),
  serviceAccounts: define('ServiceAccount', 'serviceaccounts'),
  persistentVolumes: define('PersistentVolume', 'persistentvolumes', '', 'v1', false),
  claims: define('PersistentVolumeClaim', 'persistentvolumeclaims'),
  quotas: define('ResourceQuota', 'resourcequotas'),
  deployments: define('Deployment', 'deployments', 'apps'),
  replicaSets: define('ReplicaSet', 'replicasets', 'apps'),
  statefulSets: define('StatefulSet', 'statefulsets', 'apps'),
  daemonSets: define('DaemonSet', 'daemonsets', 'apps'),
  jobs: define('Job', 'jobs', 'batch'),
  cronJobs: define('CronJob', 'cronjobs', 'batch'),
  leases: define('Lease', 'leases', 'coordination.k8s.io'),
  endpointSlices: define('EndpointSlice', 'endpointslices', 'discovery.k8s.io'),
  autoscalers: define('HorizontalPodAutoscaler', 'horizontalpodautoscalers', 'autoscaling', 'v2'),
  podMetrics: define('PodMetrics', 'pods', 'metrics.k8s.io', 'v1beta1'),
  ingresses: define('Ingress', 'ingresses', 'networking.k8s.io'),
  networkPolicies: define('NetworkPolicy', 'networkpolicies', 'networking.k8s.io'),
  csiNodes: define('CSINode', 'csinodes', 'storage.k8s.io', 'v1', false),
  runtimeClasses: define('RuntimeClass', 'runtimeclasses', 'node.k8s.io', 'v1', false),
  signingRequests: define(
    'CertificateSigningRequest',
    'certificatesigningrequests',
    'certificates.k8s.io',
    'v1',
    false,
  ),
  roles: define('Role', 'roles', RBAC),
  roleBindings: define('RoleBinding', 'rolebindings', RBAC),
  clusterRoles: define('ClusterRole', 'clusterroles', RBAC, 'v1', false),
  clusterRoleBindings: define('ClusterRoleBinding', 'clusterrolebindings', RBAC, 'v1', false),
  subjectReviews: define('SubjectAccessReview', 'subjectaccessreviews', 'authorization.k8s.io', 'v1', false),
  selfReviews: define('SelfSubjectAccessReview', 'selfsubjectaccessreviews', 'authorization.k8s.io', 'v1', false),
  selfRules: define('SelfSubjectRulesReview', 'selfsubjectrulesreviews', 'authorization.k8s.io', 'v1', false),
  tokenReviews: define('TokenReview', 'tokenreviews', 'authentication.k8s.io', 'v1', false),
  certificates: define('Certificate', 'certificates', 'cert-manager.io'),
  certificateRequests: define('CertificateRequest', 'certificaterequests', 'cert-manager.io'),
  applications: define('Application', 'applications', 'argoproj.io', 'v1alpha1'),
  externalSecrets: define('ExternalSecret', 'externalsecrets', 'external-secrets.io', 'v1'),
  serviceMonitors: define('ServiceMonitor', 'servicemonitors', 'monitoring.coreos.com'),
  prometheusRules: define('PrometheusRule', 'prometheusrules', 'monitoring.coreos.com'),
  postgres: define('Cluster', 'clusters', 'postgresql.cnpg.io'),
  kafkaTopics: define('KafkaTopic', 'kafkatopics', 'kafka.strimzi.io', 'v1beta2'),
} as const satisfies Record<string, Kind>;

/** What bodies of these subresources are, where they are not the object itself. */
export const SUBRESOURCES: Readonly<Record<string, Kind>> = {
  token: define('TokenRequest', 'tokenrequests', 'authentication.k8s.io'),
  binding: define('Binding', 'bindings'),
  scale: define('Scale', 'scales', 'autoscaling'),
};
