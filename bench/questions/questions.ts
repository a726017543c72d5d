/** A question that investigators ask of an audit log, as the benchmark asks it of generated traffic. */
export interface Question {
  readonly name: string;
  /** In the words of who asks. */
  readonly asks: string;
  /** KQL, as docs of the query language describe it; empty for all events. */
  readonly query: string;
  readonly kind: 'search' | 'top' | 'histogram';
  /** Of `top`. */
  readonly field?: string;
  /** Of `histogram`. */
  readonly by?: string;
}

/** Each has an answer in a hundred thousand generated events of the default cluster. */
export const QUESTIONS: readonly Question[] = [
  {
    name: 'by-user',
    asks: 'What did alice do?',
    query: 'user.username: "alice@example.com"',
    kind: 'search',
  },
  {
    name: 'by-object',
    asks: 'Who touched the deployment checkout-api in production?',
    query:
      'objectRef.resource: deployments and objectRef.namespace: "checkout-prod" and objectRef.name: "checkout-api"',
    kind: 'search',
  },
  {
    name: 'denied-by-user',
    asks: 'Who is denied most often?',
    query: 'annotations."authorization.k8s.io/decision": forbid',
    kind: 'top',
    field: 'user.username',
  },
  {
    name: 'secrets-read-by-people',
    asks: 'Which people read secrets of production?',
    query:
      'objectRef.resource: secrets and verb: (get or list) and objectRef.namespace: *-prod and user.username: *@example.com and outcome: allowed',
    kind: 'search',
  },
  {
    name: 'exec',
    asks: 'Who opened a shell in a pod?',
    query: 'objectRef.subresource: exec and stage: ResponseStarted',
    kind: 'search',
  },
  {
    name: 'top-verbs',
    asks: 'What is the API server busy with?',
    query: '',
    kind: 'top',
    field: 'verb',
  },
  {
    name: 'deletions-over-time',
    asks: 'When were things deleted?',
    query: 'verb: (delete or deletecollection)',
    kind: 'histogram',
    by: '1h',
  },
  {
    name: 'full-text',
    asks: 'Where does an admission webhook fail?',
    query: '"failed calling webhook"',
    kind: 'search',
  },
  {
    name: 'by-network',
    asks: 'What came from that network on the internet?',
    query: 'sourceIPs: "198.51.100.0/24"',
    kind: 'search',
  },
  {
    name: 'by-agent',
    asks: 'Which agents change things by hand?',
    query: 'userAgent: kubectl/* and verb: (create or update or patch or delete)',
    kind: 'top',
    field: 'user.username',
  },
  {
    name: 'deleted-namespace',
    asks: 'Who deleted the preview namespaces?',
    query: 'verb: delete and objectRef.resource: namespaces and objectRef.name: preview-*',
    kind: 'search',
  },
  {
    name: 'server-errors',
    asks: 'Which requests did the API server itself fail?',
    query: 'responseStatus.code >= 500 and responseStatus.code < 600',
    kind: 'search',
  },
];
