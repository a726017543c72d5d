import { core, type Preset, type PresetRule, RECEIVED, WRITES } from './preset.ts';

const ORIGIN = 'OpenShift documentation, “Configuring the audit log policy”, profile';

/** What every profile begins with. */
const QUIET: readonly PresetRule[] = [
  {
    level: 'None',
    userGroups: ['system:authenticated', 'system:unauthenticated'],
    nonResourceURLs: ['/api*', '/version', '/healthz', '/readyz', '/livez'],
  },
  {
    level: 'None',
    users: ['system:apiserver'],
    namespaces: [''],
    resources: [{ group: 'apiserver.openshift.io', resources: ['apirequestcounts', 'apirequestcounts/*'] }],
  },
];

/** Bodies that hold secrets. */
const SECRETS: PresetRule = {
  level: 'Metadata',
  resources: [
    { group: 'route.openshift.io', resources: ['routes', 'routes/status'] },
    core('secrets', 'serviceaccounts/token'),
    { group: 'authentication.k8s.io', resources: ['tokenreviews', 'tokenrequests'] },
    { group: 'oauth.openshift.io', resources: ['oauthclients', 'tokenreviews'] },
    // A slip in the original names no resources, and kube-apiserver takes that for all of the group.
    { group: 'machineconfiguration.openshift.io' },
  ],
};

/** So that a name can be traced to an identity provider's. */
const IDENTITIES: PresetRule = {
  level: 'RequestResponse',
  verbs: WRITES,
  resources: [
    { group: 'user.openshift.io', resources: ['identities'] },
    { group: 'oauth.openshift.io', resources: ['oauthaccesstokens', 'oauthauthorizetokens'] },
  ],
};

const REST: PresetRule = { level: 'Metadata', omitStages: RECEIVED };

function profile(name: string, title: string, rules: readonly PresetRule[]): Preset {
  return {
    name: `openshift-${name.toLowerCase()}`,
    title,
    origin: `${ORIGIN} ${name}.`,
    policy: { omitStages: RECEIVED, omitManagedFields: true, rules: [...QUIET, ...rules] },
  };
}

export const OPENSHIFT: readonly Preset[] = [
  profile('Default', 'OpenShift’s profile Default: metadata, and bodies of logins.', [IDENTITIES, REST]),
  profile(
    'WriteRequestBodies',
    'OpenShift’s profile WriteRequestBodies: metadata, and bodies of whatever is written.',
    [SECRETS, { level: 'RequestResponse', verbs: [...WRITES, 'deletecollection'] }, REST],
  ),
  profile('AllRequestBodies', 'OpenShift’s profile AllRequestBodies: bodies of everything but secrets.', [
    SECRETS,
    { level: 'RequestResponse' },
  ]),
  profile('None', 'OpenShift’s profile None: nothing is recorded.', [{ level: 'None' }]),
];
