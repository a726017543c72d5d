import { core, type Preset, RECEIVED } from './preset.ts';

const KNOWN_GROUPS = [
  '',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apps',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'extensions',
  'metrics.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
].map((group) => ({ group }));

const PROBLEM_DETECTOR = 'node-problem-detector';
const CONTROLLERS = ['system:kube-controller-manager', 'system:cloud-controller-manager'];
const NODE_STATUS = {
  verbs: ['update', 'patch'],
  resources: [core('nodes/status', 'pods/status')],
  omitStages: RECEIVED,
};

export const GCE: Preset = {
  name: 'gce',
  title:
    'The policy of Google’s clusters: bodies of known APIs, without what components ask all day and without secrets.',
  origin: 'Kubernetes, cluster/gce/gci/configure-helper.sh, function create-master-audit-policy.',
  policy: {
    rules: [
      {
        level: 'None',
        users: ['system:kube-proxy'],
        verbs: ['watch'],
        resources: [core('endpoints', 'services', 'services/status')],
      },
      {
        level: 'None',
        users: ['system:unsecured'],
        namespaces: ['kube-system'],
        verbs: ['get'],
        resources: [core('configmaps')],
      },
      { level: 'None', users: ['kubelet'], verbs: ['get'], resources: [core('nodes', 'nodes/status')] },
      { level: 'None', userGroups: ['system:nodes'], verbs: ['get'], resources: [core('nodes', 'nodes/status')] },
      {
        level: 'None',
        users: [...CONTROLLERS, 'system:kube-scheduler', 'system:serviceaccount:kube-system:endpoint-controller'],
        verbs: ['get', 'update'],
        namespaces: ['kube-system'],
        resources: [core('endpoints')],
      },
      {
        level: 'None',
        users: ['system:apiserver'],
        verbs: ['get'],
        resources: [core('namespaces', 'namespaces/status', 'namespaces/finalize')],
      },
      {
        level: 'None',
        users: ['cluster-autoscaler'],
        verbs: ['get', 'update'],
        namespaces: ['kube-system'],
        resources: [core('configmaps', 'endpoints')],
      },
      { level: 'None', users: CONTROLLERS, verbs: ['get', 'list'], resources: [{ group: 'metrics.k8s.io' }] },
      { level: 'None', nonResourceURLs: ['/healthz*', '/version', '/swagger*'] },
      { level: 'None', resources: [core('events')] },
      {
        level: 'Request',
        users: ['kubelet', `system:${PROBLEM_DETECTOR}`, `system:serviceaccount:kube-system:${PROBLEM_DETECTOR}`],
        ...NODE_STATUS,
      },
      { level: 'Request', userGroups: ['system:nodes'], ...NODE_STATUS },
      {
        level: 'Request',
        users: ['system:serviceaccount:kube-system:namespace-controller'],
        verbs: ['deletecollection'],
        omitStages: RECEIVED,
      },
      {
        level: 'Metadata',
        resources: [
          core('secrets', 'configmaps', 'serviceaccounts/token'),
          { group: 'authentication.k8s.io', resources: ['tokenreviews'] },
        ],
        omitStages: RECEIVED,
      },
      { level: 'Request', verbs: ['get', 'list', 'watch'], resources: KNOWN_GROUPS, omitStages: RECEIVED },
      { level: 'RequestResponse', resources: KNOWN_GROUPS, omitStages: RECEIVED },
      { level: 'Metadata', omitStages: RECEIVED },
    ],
  },
};
