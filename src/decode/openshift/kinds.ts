import { OAUTH_SERVER, OPENSHIFT } from '../../event/openshift.ts';
import type { EventKind } from '../format.ts';

/** An event of the OAuth server, with what it says of a login. */
function login(id: string, code: number, annotations: string): string {
  return `{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"0b5e57f0-0000-4000-8000-0000000000${id}","stage":"ResponseComplete","requestURI":"/login","verb":"post","user":{"username":"system:anonymous","groups":["system:unauthenticated"]},"sourceIPs":["10.131.0.7"],"userAgent":"Mozilla/5.0 (X11; Linux x86_64)","responseStatus":{"metadata":{},"code":${code}},"requestReceivedTimestamp":"2026-03-01T08:00:${id}.000000Z","stageTimestamp":"2026-03-01T08:00:${id}.021000Z","annotations":{${annotations},"authorization.k8s.io/decision":"allow","authorization.k8s.io/reason":""}}`;
}

function decided(decision: string): string {
  return `"authentication.openshift.io/decision":"${decision}","authentication.openshift.io/username":"alice"`;
}

/** What OpenShift's API servers write beside what every kube-apiserver writes. */
export const KINDS: readonly EventKind[] = [
  {
    name: 'login-allowed',
    meaning: 'Somebody signed in at the OAuth server.',
    identifiedBy: '"authentication.openshift.io/decision":"allow"',
    example: login('11', 302, decided('allow')),
    becomes: { platform: OPENSHIFT, component: OAUTH_SERVER, actor: 'alice', verb: 'post', outcome: 'allowed' },
  },
  {
    name: 'login-denied',
    meaning: 'Somebody tried to sign in with a wrong password.',
    identifiedBy: '"authentication.openshift.io/decision":"deny"',
    example: login('12', 302, decided('deny')),
    becomes: { platform: OPENSHIFT, component: OAUTH_SERVER, actor: 'alice', verb: 'post', outcome: 'denied' },
  },
  {
    name: 'login-failed',
    meaning: 'A login could not be decided: the identity provider failed, or what was sent was no login.',
    identifiedBy: '"authentication.openshift.io/decision":"error"',
    example: login('13', 302, decided('error')),
    becomes: { platform: OPENSHIFT, component: OAUTH_SERVER, actor: 'alice', verb: 'post', outcome: 'failed' },
  },
  {
    name: 'openshift-resource-request',
    meaning: 'Somebody read or changed an object of an API group of OpenShift, such as a route or a user.',
    identifiedBy: '.openshift.io"',
    example:
      '{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"0b5e57f0-0000-4000-8000-000000000014","stage":"ResponseComplete","requestURI":"/apis/route.openshift.io/v1/namespaces/shop/routes/front","verb":"delete","user":{"username":"alice","groups":["system:authenticated:oauth","system:authenticated"]},"sourceIPs":["10.131.0.7"],"userAgent":"oc/4.16.0 (linux/amd64)","objectRef":{"resource":"routes","namespace":"shop","name":"front","apiGroup":"route.openshift.io","apiVersion":"v1"},"responseStatus":{"metadata":{},"status":"Success","code":200},"requestReceivedTimestamp":"2026-03-01T08:00:14.000000Z","stageTimestamp":"2026-03-01T08:00:14.009000Z","annotations":{"authorization.k8s.io/decision":"allow"}}',
    becomes: {
      platform: OPENSHIFT,
      actor: 'alice',
      verb: 'delete',
      resource: 'routes',
      name: 'front',
      outcome: 'allowed',
    },
  },
  {
    name: 'node-log-line',
    meaning: 'An event of one node, as oc adm node-logs prints it.',
    identifiedBy: 'master-0 {"kind":"Event"',
    example:
      'master-0 {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"0b5e57f0-0000-4000-8000-000000000015","stage":"ResponseComplete","requestURI":"/api/v1/namespaces/shop/pods","verb":"list","user":{"username":"system:serviceaccount:openshift-monitoring:prometheus-k8s"},"sourceIPs":["10.131.0.8"],"objectRef":{"resource":"pods","namespace":"shop","apiVersion":"v1"},"responseStatus":{"metadata":{},"code":200},"requestReceivedTimestamp":"2026-03-01T08:00:15.000000Z","stageTimestamp":"2026-03-01T08:00:15.002000Z"}',
    becomes: {
      platform: OPENSHIFT,
      actor: 'system:serviceaccount:openshift-monitoring:prometheus-k8s',
      verb: 'list',
      resource: 'pods',
      outcome: 'allowed',
    },
  },
];
