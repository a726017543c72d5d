import type { Attributes } from '../attributes.ts';

/** A request that an audit policy should be asked about, and the words for it in a finding. */
export interface Probe {
  /** The resource with its group, or the path. */
  readonly target: string;
  readonly request: Attributes;
}

const PERSON = { user: 'someone', groups: ['system:authenticated'] };
const NODE = { user: 'system:node:some-node', groups: ['system:nodes', 'system:authenticated'] };
const NOBODY = { user: 'system:anonymous', groups: ['system:unauthenticated'] };

interface Target {
  readonly verb: string;
  /** `secrets`, `pods/exec`, `rbac.authorization.k8s.io/roles`: a group has a dot. */
  readonly resource: string;
  readonly namespace?: string;
}

function about(who: Pick<Attributes, 'user' | 'groups'>, { verb, resource, namespace = '' }: Target): Probe {
  const [first = '', ...rest] = resource.split('/');
  const group = first.includes('.') || first === 'apps' ? first : '';
  const [kind = '', subresource = ''] = group === '' ? [first, ...rest] : rest;
  return {
    target: resource,
    request: { ...who, verb, path: '', resource: { group, resource: kind, subresource, namespace, name: '' } },
  };
}

function each(verbs: readonly string[], resources: readonly string[], namespace = ''): Probe[] {
  return resources.flatMap((resource) => verbs.map((verb) => about(PERSON, { verb, resource, namespace })));
}

const WRITES = ['create', 'update', 'patch'];
const NAMESPACE = 'some-namespace';

/** Requests whose body holds a secret, from `Request` on. */
export const SECRET_IN_REQUEST: readonly Probe[] = [
  ...each(WRITES, ['secrets', 'configmaps'], NAMESPACE),
  ...each(
    ['create'],
    [
      'authentication.k8s.io/tokenreviews',
      'oauth.openshift.io/oauthaccesstokens',
      'oauth.openshift.io/oauthauthorizetokens',
    ],
  ),
  ...each(WRITES, ['oauth.openshift.io/oauthclients']),
];

/** Requests whose answer holds a secret, at `RequestResponse`. */
export const SECRET_IN_ANSWER: readonly Probe[] = [
  ...each(['get', 'list', ...WRITES], ['secrets', 'configmaps'], NAMESPACE),
  ...each(['create'], ['serviceaccounts/token'], NAMESPACE),
  ...each(['create'], ['authentication.k8s.io/tokenreviews']),
];

/** What investigators ask for first. */
export const SENSITIVE: readonly Probe[] = [
  ...each(['create', 'get'], ['pods/exec', 'pods/attach', 'pods/portforward'], NAMESPACE),
  ...each(
    ['create', 'update', 'patch', 'delete'],
    ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'].map((kind) => `rbac.authorization.k8s.io/${kind}`),
    NAMESPACE,
  ),
  ...each(['get', 'list', ...WRITES, 'delete'], ['secrets'], NAMESPACE),
  ...each(['create'], ['serviceaccounts/token'], NAMESPACE),
  ...each(['delete'], ['namespaces', 'nodes']),
  ...each(
    [...WRITES, 'delete'],
    ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'].map(
      (kind) => `admissionregistration.k8s.io/${kind}`,
    ),
  ),
  ...each(['update', 'patch'], ['certificates.k8s.io/certificatesigningrequests/approval']),
];

function url(path: string): Probe {
  return { target: path, request: { ...NOBODY, verb: 'get', path, resource: undefined } };
}

/** What a cluster asks itself all day long and nobody asks about. */
export const NOISE: readonly Probe[] = [
  about(NODE, { verb: 'update', resource: 'coordination.k8s.io/leases', namespace: 'kube-node-lease' }),
  about(
    { user: 'system:kube-controller-manager', groups: ['system:authenticated'] },
    { verb: 'update', resource: 'coordination.k8s.io/leases', namespace: 'kube-system' },
  ),
  about(NODE, { verb: 'patch', resource: 'nodes/status' }),
  about(NODE, { verb: 'create', resource: 'events', namespace: NAMESPACE }),
  about({ user: 'system:kube-proxy', groups: ['system:authenticated'] }, { verb: 'watch', resource: 'endpoints' }),
  ...['/healthz', '/readyz', '/livez', '/version', '/metrics', '/openapi/v2'].map(url),
];

/** What the requests are, in few words: `get|list secrets, configmaps; create pods/exec`. */
export function namesOf(probes: readonly Probe[]): string {
  const verbs = grouped(probes.map(({ target, request }) => [target, request.verb]));
  const targets = grouped([...verbs].map(([target, of]) => [of.join('|'), target]));
  return [...targets].map(([of, all]) => `${of} ${all.join(', ')}`).join('; ');
}

/** The different values of each key, in their order. */
function grouped(pairs: readonly (readonly [key: string, value: string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key) ?? [];
    if (!group.includes(value)) groups.set(key, [...group, value]);
  }
  return groups;
}
