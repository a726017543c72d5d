/** Events with a secret in every place where one is known to stand. */

export const MARKER = 'hunter2-planted-secret';
export const ENCODED = Buffer.from(MARKER).toString('base64');
export const JWT = `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(`{"sub":"${MARKER}"}`).toString('base64url')}.c2lnbmF0dXJl`;
const PEM = `-----BEGIN RSA PRIVATE KEY-----\n${ENCODED}\n-----END RSA PRIVATE KEY-----\n`;
const ENCODED_PEM = Buffer.from(PEM).toString('base64');
export const HINTS = [ENCODED_PEM.slice(44, 70), MARKER, ENCODED, ENCODED.replace(/=+$/, ''), JWT.split('.')[1]!];

export const event = (members: object) => ({
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  level: 'RequestResponse',
  auditID: '1',
  stage: 'ResponseComplete',
  requestURI: '/api/v1/namespaces/prod/pods',
  verb: 'create',
  ...members,
});
export const secrets = (members: object) =>
  event({
    requestURI: '/api/v1/namespaces/prod/secrets/db',
    objectRef: { resource: 'secrets', namespace: 'prod', name: 'db', apiVersion: 'v1' },
    ...members,
  });
export const secret = {
  kind: 'Secret',
  apiVersion: 'v1',
  metadata: { name: 'db' },
  data: { password: ENCODED },
  type: 'Opaque',
};
const inOrder = { apiVersion: 'v1', data: { a: { b: [ENCODED] } }, kind: 'Secret', stringData: { p: MARKER } };

export const PLANTED: [string, object][] = [
  ['a Secret that is created', secrets({ requestObject: secret, responseObject: secret })],
  ['a Secret whose keys are in order', event({ requestObject: inOrder })],
  ['a Secret without a kind, by the request', secrets({ requestObject: { data: { p: ENCODED } } })],
  ['text in a Secret', secrets({ requestObject: { stringData: { p: MARKER } } })],
  [
    'a list of Secrets',
    secrets({ verb: 'list', responseObject: { kind: 'SecretList', items: [{ data: { p: ENCODED } }] } }),
  ],
  ['a mixed list', event({ responseObject: { kind: 'List', items: [{ kind: 'Pod' }, secret] } })],
  [
    'a table',
    secrets({ responseObject: { kind: 'Table', rows: [{ cells: ['db'], object: { data: { p: ENCODED } } }] } }),
  ],
  ['a merge patch', secrets({ verb: 'patch', requestObject: { data: { p: ENCODED } } })],
  ['a JSON patch', secrets({ verb: 'patch', requestObject: [{ op: 'replace', path: '/data/p', value: ENCODED }] })],
  [
    'what kubectl applied last',
    event({
      requestObject: {
        metadata: {
          annotations: { 'kubectl.kubernetes.io/last-applied-configuration': `${JSON.stringify(secret)}\n` },
        },
      },
    }),
  ],
  [
    'what kubectl applied last, cut off',
    event({
      requestObject: {
        metadata: {
          annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(secret).slice(0, -20) },
        },
      },
    }),
  ],
  [
    'a token that is asked for',
    event({
      requestURI: '/api/v1/namespaces/a/serviceaccounts/b/token',
      objectRef: { resource: 'serviceaccounts', subresource: 'token' },
      responseObject: { status: { token: MARKER } },
    }),
  ],
  ['a TokenRequest', event({ responseObject: { kind: 'TokenRequest', status: { token: JWT } } })],
  ['a TokenReview', event({ requestObject: { kind: 'TokenReview', spec: { token: MARKER } } })],
  ['an OAuthClient', event({ requestObject: { secret: MARKER, additionalSecrets: [MARKER], kind: 'OAuthClient' } })],
  ['a key in a ConfigMap', event({ requestObject: { kind: 'ConfigMap', data: { 'tls.key': PEM } } })],
  [
    'a key in base64',
    event({
      requestObject: { kind: 'ConfigMap', data: { config: `client-key-data: ${Buffer.from(PEM).toString('base64')}` } },
    }),
  ],
  [
    'a variable of a container',
    event({
      requestObject: {
        spec: {
          containers: [
            {
              env: [
                { name: 'DB_PASSWORD', value: MARKER },
                { value: MARKER, name: 'API_TOKEN' },
              ],
            },
          ],
        },
      },
    }),
  ],
  [
    'a password wherever it stands',
    event({ requestObject: { spec: { auth: { password: MARKER, clientSecret: MARKER } } } }),
  ],
  [
    'what is given to a command',
    event({ requestURI: `/api/v1/namespaces/a/pods/b/exec?command=sh&command=-c&command=echo+${MARKER}&container=c` }),
  ],
  ['a bearer token in a URI', event({ requestURI: `/api?x=Bearer%20y&access_token=${MARKER}` })],
  ['a bearer token in a message', event({ responseStatus: { message: `cannot use Bearer ${MARKER}` } })],
  ['a JWT in an annotation', event({ annotations: { a: `it was ${JWT}.` } })],
  ['a JWT in a user agent', event({ userAgent: JWT })],
  [
    'MKE: a secret that is created',
    {
      audit: {
        requestURI: '/v1.30/secrets/create',
        requestObject: { Name: 'x', Data: ENCODED, Labels: { a: MARKER } },
      },
    },
  ],
  [
    'MKE: a secret that is updated',
    { audit: { requestObject: { Data: ENCODED }, requestURI: '/secrets/abc/update?version=3' } },
  ],
  ['MKE: a node that joins', { audit: { requestURI: '/swarm/join', requestObject: { JoinToken: MARKER } } }],
  [
    'MKE: a swarm that is updated',
    { audit: { requestURI: '/v1.40/swarm/update', requestObject: { Spec: { x: MARKER }, n: 5 } } },
  ],
  ['MKE: a login', { audit: { requestURI: '/auth/login', requestObject: { username: 'a', password: MARKER } } }],
  [
    'MKE: variables of a container',
    {
      audit: {
        requestURI: '/v1.30/containers/create',
        requestObject: { Image: 'x', Env: [`DB_PASSWORD=a,b;${MARKER}`, `AWS_SECRET_ACCESS_KEY=${MARKER}`, 'A=1'] },
      },
    },
  ],
  ['MKE: an answer to a login', { audit: { requestURI: '/id/login', responseObject: { sessionToken: MARKER } } }],
  [
    'UAA in Docker’s wrapping',
    { log: `[2026] uaa - 1 [a] ....  INFO --- Audit: X ('{"client_secret":"${MARKER}"}'): principal=p\n` },
  ],
  [
    'PKS in Docker’s wrapping',
    { log: `ClusterService : Details: class ClusterParameters {\n  nsxtPassword: ${MARKER}\n}\n` },
  ],
  [
    'MKE in Docker’s wrapping',
    {
      log: `${JSON.stringify({ audit: { requestURI: '/auth/login', requestObject: { password: MARKER } } })}\n`,
      stream: 'stdout',
    },
  ],
  ['AKS’s wrapping', { properties: { log: JSON.stringify(secrets({ requestObject: secret })) } }],
];
