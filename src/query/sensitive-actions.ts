/** Something that is rarely done, and that whoever answers for a platform wants to know of. */
export interface SensitiveAction {
  /** Stays the same: links and rules refer to it. */
  readonly name: string;
  readonly title: string;
  /** Why it matters, as one sentence or two. */
  readonly why: string;
  /** Which events it is, in the query language. */
  readonly query: string;
  /** The platforms that can tell of it. */
  readonly platforms: readonly string[];
}

const KUBERNETES = ['kubernetes', 'openshift', 'mke', 'pks'] as const;

/** The platform's own workloads, which do some of this all the time: controllers and operators in the namespaces of the platform. */
const OWN_WORKLOADS =
  'system:serviceaccount:kube-system:* or system:serviceaccount:openshift-* or system:apiserver or system:kube-* or system:openshift-*';
const WRITES = 'verb: (create or update or patch or delete or deletecollection)';
const READS = 'verb: (get or list or watch)';

/** What has a template of pods. */
const TEMPLATED = 'deployments or daemonsets or statefulsets or replicasets or jobs';

/** What a request or a template in it says of a pod, by the path of its spec. */
function privilegedSpec(spec: string): string {
  return [
    `${spec}.containers.securityContext.privileged: true`,
    `${spec}.initContainers.securityContext.privileged: true`,
    `${spec}.hostPID: true`,
    `${spec}.hostIPC: true`,
    `${spec}.hostNetwork: true`,
    `${spec}.volumes.hostPath.path: *`,
  ].join(' or ');
}

/** OpenShift's login server answers as nobody, and says in annotations who it was and how it ended. */
export const LOGINS_FAILED =
  'outcome: (denied or failed) and (verb: login or (user.username: "system:anonymous" and annotations."authentication.openshift.io/decision": (deny or error)))';

/** The one table of sensitive actions, those first that say most. Every query works on the events of all platforms. */
export const SENSITIVE_ACTIONS: readonly SensitiveAction[] = [
  {
    name: 'secrets-read-by-people',
    title: 'Secrets read by people',
    why: 'Whoever reads a secret can act as whatever it belongs to. People seldom need to.',
    query: `objectRef.resource: secrets and ${READS} and outcome: allowed and not actor: system:*`,
    platforms: [...KUBERNETES, 'swarm'],
  },
  {
    name: 'secrets-read-by-workloads',
    title: 'Secrets read by workloads',
    why: 'A service account that begins to read secrets, or reads more of them, may have been taken over.',
    query: `objectRef.resource: secrets and ${READS} and outcome: allowed and actor: system:serviceaccount:* and not actor: (${OWN_WORKLOADS})`,
    platforms: KUBERNETES,
  },
  {
    name: 'shells-and-tunnels',
    title: 'Shells and tunnels into containers',
    why: 'Exec, attach, port-forward and ephemeral containers act inside a workload, where nothing else is recorded.',
    query:
      'objectRef.resource: (pods or containers) and (objectRef.subresource: (exec or attach or portforward) or (objectRef.subresource: ephemeralcontainers and verb: (update or patch)))',
    platforms: [...KUBERNETES, 'swarm'],
  },
  {
    name: 'privileged-workloads',
    title: 'Privileged workloads',
    why: 'A privileged container, or one with the namespaces or files of its host, can become root of the node. Known where bodies are recorded, or where Pod Security says so.',
    query: `verb: (create or update or patch) and objectRef.resource: (pods or ${TEMPLATED} or containers) and not objectRef.subresource: * and not actor: (system:node:* or ${OWN_WORKLOADS}) and (annotations."pod-security.kubernetes.io/audit-violations": * or (objectRef.resource: pods and (${privilegedSpec('requestObject.spec')})) or (objectRef.resource: (${TEMPLATED}) and (${privilegedSpec('requestObject.spec.template.spec')})) or (objectRef.resource: containers and requestObject.HostConfig.Privileged: true))`,
    platforms: [...KUBERNETES, 'swarm'],
  },
  {
    name: 'permissions-changed',
    title: 'Roles and bindings changed',
    why: 'Who may change roles and bindings can give every right, also to themselves.',
    query: `objectRef.resource: (roles or clusterroles or rolebindings or clusterrolebindings or securitycontextconstraints) and ${WRITES} and not actor: (${OWN_WORKLOADS})`,
    platforms: KUBERNETES,
  },
  {
    name: 'accounts-changed',
    title: 'Accounts, groups and clients changed',
    why: 'A new account, member of a group or client of the sign-in service is a way in that stays.',
    query: `objectRef.resource: (users or groups or clients or accounts or members or teams or publickeys or identities or identityproviders or oauths or oauthclients) and ${WRITES} and not actor: (${OWN_WORKLOADS})`,
    platforms: ['openshift', 'mke', 'pks'],
  },
  {
    name: 'admission-changed',
    title: 'Admission webhooks and policies changed',
    why: 'What admits requests can alter each of them, and without it nothing is refused.',
    query: `objectRef.resource: (validatingwebhookconfigurations or mutatingwebhookconfigurations or validatingadmissionpolicies or validatingadmissionpolicybindings or mutatingadmissionpolicies or mutatingadmissionpolicybindings) and ${WRITES} and not actor: (${OWN_WORKLOADS})`,
    platforms: KUBERNETES,
  },
  {
    name: 'logins-failed',
    title: 'Logins failed',
    why: 'Many in a row, or of many names from one address, are somebody guessing.',
    query: LOGINS_FAILED,
    platforms: ['openshift', 'mke', 'pks', 'ibm'],
  },
  {
    name: 'anonymous-access',
    title: 'Anonymous access that was allowed',
    why: 'Without a credential nothing but health checks and discovery should be answered.',
    query:
      'actor: system:anonymous and outcome: allowed and not requestURI: (/healthz* or /livez* or /readyz* or /version* or "/api" or "/apis" or /openapi/* or /.well-known/* or /oauth/* or /login*)',
    platforms: ['kubernetes', 'openshift', 'mke', 'pks'],
  },
  {
    name: 'impersonation',
    title: 'Impersonation',
    why: 'Somebody acted as somebody else. What they did is recorded under both names.',
    query: 'impersonatedUser.username: *',
    platforms: KUBERNETES,
  },
  {
    name: 'tokens-created',
    title: 'Tokens of service accounts made',
    why: 'A token taken along works from anywhere until it expires; one kept in a secret never does.',
    query: `verb: create and not actor: (system:node:* or ${OWN_WORKLOADS}) and ((objectRef.resource: serviceaccounts and objectRef.subresource: token) or (objectRef.resource: secrets and requestObject.type: "kubernetes.io/service-account-token"))`,
    platforms: KUBERNETES,
  },
  {
    name: 'certificates-approved',
    title: 'Certificates approved',
    why: 'An approved certificate is a login that cannot be taken back before it expires.',
    query: `objectRef.resource: certificatesigningrequests and objectRef.subresource: approval and verb: (update or patch) and not actor: (${OWN_WORKLOADS})`,
    platforms: KUBERNETES,
  },
  {
    name: 'node-proxy',
    title: 'Requests to nodes through the API server',
    why: 'The kubelet runs commands in every container of its node, past admission and without an audit of its own.',
    query: `objectRef.resource: nodes and objectRef.subresource: proxy and not actor: (${OWN_WORKLOADS})`,
    platforms: KUBERNETES,
  },
  {
    name: 'namespaces-and-clusters-deleted',
    title: 'Namespaces and clusters deleted',
    why: 'All that is in them goes with them.',
    query:
      'objectRef.resource: (namespaces or projects or clusters or cluster) and verb: delete and not objectRef.subresource: *',
    platforms: [...KUBERNETES, 'ibm'],
  },
  {
    name: 'mass-deletions',
    title: 'Everything of a kind deleted at once',
    why: 'One request that empties a namespace, or prunes a host, is seldom meant so, and a way to cover traces.',
    query: `verb: deletecollection and not actor: (${OWN_WORKLOADS})`,
    platforms: [...KUBERNETES, 'swarm'],
  },
];
