import type { EventKind } from '../format.ts';

/** Every kind of event of `audit.k8s.io`: what is done is told by the verb, and how far it came by the stage. */
export const KINDS: readonly EventKind[] = [
  {
    name: 'resource-request',
    meaning: 'Somebody read or changed an object, or asked to.',
    identifiedBy: '"objectRef"',
    example:
      '{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"5e1c9a40-0000-4000-8000-000000000101","stage":"ResponseComplete","requestURI":"/api/v1/namespaces/prod/secrets/db-password","verb":"delete","user":{"username":"alice","groups":["system:authenticated"]},"sourceIPs":["10.1.2.3"],"userAgent":"kubectl/v1.31.0","objectRef":{"resource":"secrets","namespace":"prod","name":"db-password","apiVersion":"v1"},"responseStatus":{"metadata":{},"status":"Success","code":200},"requestReceivedTimestamp":"2026-03-01T03:12:45.123456Z","stageTimestamp":"2026-03-01T03:12:45.130001Z","annotations":{"authorization.k8s.io/decision":"allow"}}',
    becomes: {
      platform: 'kubernetes',
      component: 'kube-apiserver',
      actor: 'alice',
      verb: 'delete',
      resource: 'secrets',
      name: 'db-password',
      outcome: 'allowed',
    },
  },
  {
    name: 'denied-request',
    meaning: 'Somebody asked for what they may not do, or without a valid credential.',
    identifiedBy: '"code":403',
    example:
      '{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"5e1c9a40-0000-4000-8000-000000000102","stage":"ResponseComplete","requestURI":"/apis/apps/v1/namespaces/prod/deployments/shop/scale","verb":"patch","user":{"username":"system:serviceaccount:ci:deployer"},"impersonatedUser":{"username":"bob"},"sourceIPs":["10.1.2.4"],"objectRef":{"resource":"deployments","namespace":"prod","name":"shop","apiGroup":"apps","apiVersion":"v1","subresource":"scale"},"responseStatus":{"metadata":{},"status":"Failure","reason":"Forbidden","code":403},"requestReceivedTimestamp":"2026-03-01T03:12:46.000000Z","stageTimestamp":"2026-03-01T03:12:46.000900Z","annotations":{"authorization.k8s.io/decision":"forbid"}}',
    becomes: {
      actor: 'bob',
      verb: 'patch',
      resource: 'deployments',
      subresource: 'scale',
      name: 'shop',
      outcome: 'denied',
    },
  },
  {
    name: 'non-resource-request',
    meaning: 'Somebody asked for a path that is no object, such as /metrics or /healthz.',
    identifiedBy: '"requestURI"',
    example:
      '{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"5e1c9a40-0000-4000-8000-000000000103","stage":"ResponseComplete","requestURI":"/metrics","verb":"get","user":{"username":"system:serviceaccount:monitoring:prometheus"},"sourceIPs":["10.1.2.5"],"responseStatus":{"metadata":{},"code":200},"requestReceivedTimestamp":"2026-03-01T03:12:47.000000Z","stageTimestamp":"2026-03-01T03:12:47.001000Z"}',
    becomes: { actor: 'system:serviceaccount:monitoring:prometheus', verb: 'get', outcome: 'allowed' },
  },
  {
    name: 'panic',
    meaning: 'The API server failed while it handled a request.',
    identifiedBy: '"stage":"Panic"',
    example:
      '{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"5e1c9a40-0000-4000-8000-000000000104","stage":"Panic","requestURI":"/api/v1/pods","verb":"list","user":{"username":"alice"},"sourceIPs":["10.1.2.3"],"objectRef":{"resource":"pods","apiVersion":"v1"},"responseStatus":{"metadata":{},"status":"Failure","code":500},"requestReceivedTimestamp":"2026-03-01T03:12:48.000000Z","stageTimestamp":"2026-03-01T03:12:48.100000Z"}',
    becomes: { actor: 'alice', verb: 'list', resource: 'pods', outcome: 'failed' },
  },
  {
    name: 'request-received',
    meaning: 'A request arrived and was not handled yet. Questions count requests by the stage that ended them.',
    identifiedBy: '"stage":"RequestReceived"',
    example:
      '{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"5e1c9a40-0000-4000-8000-000000000105","stage":"RequestReceived","requestURI":"/api/v1/namespaces/prod/configmaps","verb":"create","user":{"username":"alice"},"sourceIPs":["10.1.2.3"],"objectRef":{"resource":"configmaps","namespace":"prod","apiVersion":"v1"},"requestReceivedTimestamp":"2026-03-01T03:12:49.000000Z","stageTimestamp":"2026-03-01T03:12:49.000000Z"}',
    becomes: { actor: 'alice', verb: 'create', resource: 'configmaps', outcome: 'unknown' },
  },
  {
    name: 'response-started',
    meaning: 'The answer of a long request, as a watch is, has begun and goes on.',
    identifiedBy: '"stage":"ResponseStarted"',
    example:
      '{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"5e1c9a40-0000-4000-8000-000000000106","stage":"ResponseStarted","requestURI":"/api/v1/pods?watch=true","verb":"watch","user":{"username":"system:kube-scheduler"},"sourceIPs":["10.1.2.3"],"objectRef":{"resource":"pods","apiVersion":"v1"},"responseStatus":{"metadata":{},"code":200},"requestReceivedTimestamp":"2026-03-01T03:12:50.000000Z","stageTimestamp":"2026-03-01T03:12:50.001000Z","annotations":{"authorization.k8s.io/decision":"allow"}}',
    becomes: { actor: 'system:kube-scheduler', verb: 'watch', resource: 'pods', outcome: 'allowed' },
  },
  {
    name: 'azure-record',
    meaning: 'An event of AKS in a record of Azure’s diagnostic settings.',
    identifiedBy: '"properties":{"log":',
    example:
      '{"operationName":"Microsoft.ContainerService/managedClusters/diagnosticLogs/Read","category":"kube-audit","ccpNamespace":"0123456789","resourceId":"/SUBSCRIPTIONS/0/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.CONTAINERSERVICE/MANAGEDCLUSTERS/BLUE","properties":{"log":"{\\"kind\\":\\"Event\\",\\"apiVersion\\":\\"audit.k8s.io/v1\\",\\"level\\":\\"Metadata\\",\\"auditID\\":\\"5e1c9a40-0000-4000-8000-000000000201\\",\\"stage\\":\\"ResponseComplete\\",\\"requestURI\\":\\"/api/v1/namespaces/prod/secrets/db-password\\",\\"verb\\":\\"delete\\",\\"user\\":{\\"username\\":\\"alice\\",\\"groups\\":[\\"ops\\",\\"system:authenticated\\"]},\\"sourceIPs\\":[\\"203.0.113.9\\",\\"10.1.2.3\\"],\\"userAgent\\":\\"kubectl/v1.31.0 (linux/amd64) kubernetes/9edcffc\\",\\"objectRef\\":{\\"resource\\":\\"secrets\\",\\"namespace\\":\\"prod\\",\\"name\\":\\"db-password\\",\\"apiVersion\\":\\"v1\\"},\\"responseStatus\\":{\\"metadata\\":{},\\"status\\":\\"Success\\",\\"code\\":200},\\"requestReceivedTimestamp\\":\\"2026-03-01T03:12:45.123456Z\\",\\"stageTimestamp\\":\\"2026-03-01T03:12:45.130001Z\\",\\"annotations\\":{\\"authorization.k8s.io/decision\\":\\"allow\\",\\"authorization.k8s.io/reason\\":\\"RBAC: allowed by ClusterRoleBinding \\\\\\"ops\\\\\\" of ClusterRole \\\\\\"admin\\\\\\" to Group \\\\\\"ops\\\\\\"\\"}}\\n","stream":"stdout","pod":"kube-apiserver-5d8f7c9b6d-x2x9p","containerID":"c0"},"time":"2026-03-01T03:12:46.1234567Z","Cloud":"AzureCloud","Environment":"prod"}',
    becomes: { actor: 'alice', verb: 'delete', resource: 'secrets', name: 'db-password', outcome: 'allowed' },
  },
];
