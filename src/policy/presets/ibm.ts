import { core, type Preset, type PresetRule, RECEIVED, WRITES } from './preset.ts';

const ORIGIN =
  'IBM Cloud documentation, “Kubernetes API server audit logs”; rules as in IBM-Cloud/kube-samples, kube-audit';

const WORKLOADS: PresetRule = {
  level: 'Request',
  verbs: ['create', 'update', 'patch'],
  resources: [
    core('pods', 'replicacontrollers', 'container'),
    { group: 'apps', resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'] },
    { group: 'batch', resources: ['jobs', 'cronjobs'] },
    { group: 'extensions', resources: ['daemonsets', 'deployments', 'replicasets'] },
  ],
};
const VOLUMES: PresetRule = {
  level: 'Request',
  verbs: WRITES,
  resources: [core('persistentvolumeclaims', 'persistentvolumes')],
};
const NETWORK: PresetRule = {
  level: 'RequestResponse',
  verbs: WRITES,
  resources: [{ group: 'crd.projectcalico.org' }],
};

export const IBM_DEFAULT: Preset = {
  name: 'ibm-default',
  title:
    'The policy `default` of IBM Cloud Kubernetes Service: what people change, without what the cluster does itself.',
  origin: `${ORIGIN}/kube-audit-policy.yaml, for releases from 1.19 to 1.29.`,
  policy: {
    rules: [
      { level: 'None', userGroups: ['system:serviceaccounts:kube-system'] },
      {
        level: 'None',
        users: ['system:unsecured'],
        namespaces: ['kube-system'],
        verbs: ['get'],
        resources: [core('configmaps')],
      },
      { level: 'None', users: ['kubelet'], verbs: ['get'], resources: [core('nodes')] },
      { level: 'None', userGroups: ['system:nodes'], verbs: ['get', 'patch'], resources: [core('nodes')] },
      { level: 'None', userGroups: ['system:nodes'], verbs: ['get'], resources: [core('secrets')] },
      {
        level: 'None',
        users: [
          'system:kube-controller-manager',
          'system:kube-scheduler',
          'system:serviceaccount:kube-system:endpoint-controller',
        ],
        namespaces: ['kube-system'],
        verbs: ['get', 'update'],
        resources: [core('endpoints')],
      },
      { level: 'None', users: ['system:apiserver'], verbs: ['get'], resources: [core('namespaces')] },
      { level: 'None', nonResourceURLs: ['/healthz*', '/version', '/openapi/v2*', '/readyz*', '/livez*'] },
      { level: 'None', resources: [core('events'), { group: 'events.k8s.io', resources: ['events'] }] },
      {
        level: 'Metadata',
        resources: [core('secrets', 'configmaps'), { group: 'authentication.k8s.io', resources: ['tokenreviews'] }],
      },
      VOLUMES,
      WORKLOADS,
      NETWORK,
      { level: 'None', resources: [{ group: 'apiregistration.k8s.io' }, { group: 'coordination.k8s.io' }] },
      { level: 'Metadata', verbs: WRITES },
    ],
  },
};

export const IBM_VERBOSE: Preset = {
  name: 'ibm-verbose',
  title: 'The policy `verbose` of IBM Cloud Kubernetes Service: everything, and bodies of whatever is written.',
  origin: `${ORIGIN}/kube-audit-policy-verbose.yaml, for releases from 1.32 on.`,
  policy: {
    omitStages: RECEIVED,
    omitManagedFields: true,
    rules: [
      {
        level: 'None',
        userGroups: ['system:authenticated', 'system:unauthenticated'],
        nonResourceURLs: ['/api*', '/version', '/healthz', '/readyz', '/livez'],
      },
      {
        level: 'Metadata',
        resources: [{ group: 'authentication.k8s.io', resources: ['tokenreviews', 'tokenrequests'] }],
      },
      { level: 'RequestResponse', verbs: [...WRITES, 'deletecollection'] },
      { level: 'Metadata', omitStages: RECEIVED },
    ],
  },
};
