import { core, type Preset, RECEIVED, WRITES } from './preset.ts';

const LEASES = { group: 'coordination.k8s.io', resources: ['leases'] };

export const RECOMMENDED: Preset = {
  name: 'verbatim',
  title:
    'What Verbatim recommends: who did what, with the bodies of changes, without secrets and without the hum of the cluster.',
  origin: 'Verbatim; `verbatim policy lint` finds nothing in it.',
  policy: {
    omitStages: RECEIVED,
    omitManagedFields: true,
    rules: [
      {
        level: 'None',
        users: ['system:kube-controller-manager', 'system:kube-scheduler', 'system:cloud-controller-manager'],
        resources: [LEASES, core('endpoints')],
      },
      { level: 'None', users: ['system:apiserver'], verbs: ['get', 'list', 'watch'] },
      {
        level: 'None',
        users: ['system:kube-proxy'],
        verbs: ['list', 'watch'],
        resources: [
          core('endpoints', 'services', 'nodes'),
          { group: 'discovery.k8s.io', resources: ['endpointslices'] },
        ],
      },
      {
        level: 'None',
        userGroups: ['system:nodes'],
        resources: [LEASES, core('nodes/status', 'pods/status', 'events')],
      },
      {
        level: 'None',
        userGroups: ['system:nodes'],
        verbs: ['get', 'list', 'watch'],
        resources: [core('nodes', 'pods', 'services')],
      },
      {
        level: 'None',
        verbs: ['get'],
        nonResourceURLs: ['/healthz*', '/readyz*', '/livez*', '/version', '/metrics', '/openapi/*', '/api', '/apis'],
      },
      {
        level: 'None',
        verbs: ['create', 'update', 'patch'],
        resources: [core('events'), { group: 'events.k8s.io', resources: ['events'] }],
      },
      {
        level: 'Metadata',
        resources: [
          core('secrets', 'configmaps', 'serviceaccounts/token'),
          { group: 'authentication.k8s.io' },
          { group: 'oauth.openshift.io' },
        ],
      },
      {
        level: 'RequestResponse',
        resources: [
          { group: 'rbac.authorization.k8s.io' },
          { group: 'admissionregistration.k8s.io' },
          { group: 'certificates.k8s.io' },
        ],
        verbs: [...WRITES, 'deletecollection'],
      },
      { level: 'Request', verbs: [...WRITES, 'deletecollection'] },
      { level: 'Metadata' },
    ],
  },
};
