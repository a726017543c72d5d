/** What finds each chapter of the attack: the generator's readme tells the story and gives the same questions. */
export const ATTACK_QUESTIONS = [
  {
    title: 'Looking around.',
    query: 'annotations."authorization.k8s.io/decision": forbid and user: "system:serviceaccount:ci:deployer"',
  },
  { title: 'Asking what the token may do.', query: 'objectRef.resource: selfsubjectrulesreviews' },
  { title: 'Taking the secrets of CI.', query: 'objectRef.resource: secrets and ns: ci and verb: (get or list)' },
  {
    title: 'Becoming cluster-admin of a namespace.',
    query: 'objectRef.resource: rolebindings and verb: create and requestObject.roleRef.name: cluster-admin',
  },
  { title: 'A shell in a pod.', query: 'objectRef.subresource: exec and sourceIPs: "203.0.113.0/24"' },
  {
    title: 'A privileged pod with the host’s disk.',
    query: 'annotations."pod-security.kubernetes.io/audit-violations": *',
  },
  {
    title: 'A token that will outlive the stolen one.',
    query: String.raw`objectRef.subresource: token and not user.username: system\:node\:*`,
  },
  {
    title: 'Reading another namespace’s secrets.',
    query: 'user: "system:serviceaccount:payments-prod:payments-operator" and objectRef.resource: secrets',
  },
  { title: 'Covering the traces.', query: 'verb: (delete or deletecollection) and sourceIPs: "203.0.113.0/24"' },
  { title: 'The whole of it.', query: 'sourceIPs: "203.0.113.66"' },
] as const;
