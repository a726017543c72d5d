import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createRedaction } from './redact.ts';
import { ENCODED, event, MARKER } from './testing.ts';

/** Secrets outside of Secrets, and what only looks like one; with the settings that are the default. */

const redact = createRedaction(Buffer.from('key'))('prod');

function afterwards(text: string): string {
  return Buffer.from(redact(Buffer.from(text), 'read')?.raw ?? Buffer.from(text)).toString();
}

const body = (requestObject: unknown) => JSON.stringify(event({ requestObject }));
const annotated = (value: string) => body({ metadata: { annotations: { note: value } } });
const exec = (...args: string[]) =>
  JSON.stringify(
    event({
      requestURI: `/api/v1/namespaces/a/pods/b/exec?${args.map((arg) => `command=${encodeURIComponent(arg)}`).join('&')}`,
    }),
  );
const container = (...args: string[]) => body({ spec: { containers: [{ name: 'c', args }] } });
const yaml = `apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user:\n    token: ${MARKER}\n`;
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
const digits = 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0';
const UPPER = 'ABCDEFGHIJKLMNOP';
const KEY_512 = `${digits}${digits}+/1234`;
const CLIENT_SECRET = `a~B8Q~${digits.slice(0, 30)}.-_~`;

describe('taken out is', () => {
  test.each<[string, string, string]>([
    ['basic credentials', annotated(`Authorization: Basic ${base64(`ann:${MARKER}`)}`), base64(`ann:${MARKER}`)],
    [
      'basic credentials in a URI',
      JSON.stringify(event({ requestURI: `/x?h=Basic%20${ENCODED.slice(0, 4)}YTpi` })),
      'YTpi',
    ],
    ['another scheme', annotated(`Authorization: token ${MARKER}`), MARKER],
    ['a header of its own', annotated(`X-Vault-Token: ${MARKER}`), MARKER],
    ['an argument after its option', container('--user', 'ann', '--password', MARKER, '--verbose'), MARKER],
    ['a token after its option', container('--token', MARKER), MARKER],
    ['an option with its value', container(`--db-password=${MARKER},x;y&z`), MARKER],
    ['the end of such a value', container(`--db-password=a,${MARKER}&${MARKER}`), MARKER],
    ['an option in a shell’s line', container('sh', '-c', `kubelet --token ${MARKER} --v 2`), MARKER],
    ['the password of a client', container('mysql', '-uroot', `-p${MARKER}`), MARKER],
    ['the password of a client in a shell’s line', container('sh', '-c', `mysqldump -u root -p${MARKER} db`), MARKER],
    ['a login', container('docker', 'login', '-u', 'ann', '-p', MARKER), MARKER],
    ['user and password of curl', container('sh', '-c', `curl -sS -u ann:${MARKER} https://a`), MARKER],
    ['an argument of an exec after its option', exec('psql', '--password', MARKER), MARKER],
    ['the password of a client in an exec', exec('mysql', `-p${MARKER}`), MARKER],
    ['an address in an exec', exec('psql', `postgres://ann:${MARKER}@db/x`), MARKER],
    ['a variable in an exec', exec('sh', '-c', `export A_TOKEN='${MARKER}'`), MARKER],
    [
      'a literal of a Secret in an exec',
      exec('kubectl', 'create', 'secret', 'generic', 'x', `--from-literal=a=${MARKER}`),
      MARKER,
    ],
    [
      'IBM: an API key',
      JSON.stringify({ action: 'iam-identity.apikey.create', responseData: { apikey: MARKER } }),
      MARKER,
    ],
    ['IBM: an API key in a text', JSON.stringify({ responseData: JSON.stringify({ api_key: MARKER }) }), MARKER],
    ['IBM: tokens', JSON.stringify({ requestData: { iam_token: MARKER, refresh_token: MARKER } }), MARKER],
    ['IBM: a bare token', JSON.stringify({ requestData: { token: MARKER } }), MARKER],
    ['IBM: a plain secret', JSON.stringify({ responseData: { a: { secret: MARKER } } }), MARKER],
    ['IBM: keys of a bucket', JSON.stringify({ responseData: { cos: { secret_key: MARKER } } }), MARKER],
    ['IBM: a plain secret in a text', JSON.stringify({ requestData: JSON.stringify({ secret: MARKER }) }), MARKER],
    ...['iam_apikey', 'nsx_password', 'private_key', 'sessionToken', 'oldPassword', 'passcode', 'account_key'].flatMap(
      (name): [string, string, string][] => [
        [`UAA: ${name} in JSON`, JSON.stringify({ log: `uaa - 1: ('{"${name}":"${MARKER}"}'): origin=[x]` }), MARKER],
        [`PKS: ${name} in an object`, JSON.stringify({ log: `Details: class A { ${name}: ${MARKER} }` }), MARKER],
      ],
    ),
    ['UAA: a parameter', JSON.stringify({ log: `origin=[clientId=x, private_key=${MARKER}]` }), MARKER],
    ['PKS: a plain secret', JSON.stringify({ log: `Details: class A { secret: ${MARKER} }` }), MARKER],
    ['a connection string', body({ spec: { url: `postgres://ann:${MARKER}@db:5432/x` } }), MARKER],
    [
      'one with an escaped character',
      `{"auditID":"1","requestObject":{"url":"amqp://u:a\\u0026${MARKER}@h/"}}`,
      MARKER,
    ],
    ['one of Go’s driver for MySQL', annotated(`ann:${MARKER}@tcp(db:3306)/x`), MARKER],
    ['one of .NET', annotated(`Server=db;Uid=ann;Pwd=${MARKER};`), MARKER],
    ['a variable that is a connection string', container('-e', `DATABASE_URL=redis://:${MARKER}@cache:6379`), MARKER],
    ['a kubeconfig in a text', body({ kind: 'ConfigMap', data: { config: yaml } }), MARKER],
    [
      'a property list in a text',
      body({ kind: 'ConfigMap', data: { p: `a=b\nspring.datasource.password = ${MARKER}\n` } }),
      MARKER,
    ],
    ['a kubeconfig as an object', body({ kind: 'Config', users: [{ user: { 'client-key-data': MARKER } }] }), MARKER],
    [
      'credentials of a registry',
      body({ kind: 'ConfigMap', data: { c: JSON.stringify({ auths: { r: { auth: ENCODED } } }) } }),
      ENCODED,
    ],
    [
      'a key with headers',
      annotated(`-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n${ENCODED}\n`),
      ENCODED,
    ],
    ['a key of PGP', annotated(`-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${ENCODED}\n`), ENCODED],
    ['a patch by path', body([{ op: 'replace', path: '/spec/auth/adminPassword', value: MARKER }]), MARKER],
    ['a value of an object whose name says it', body({ adminPassword: { value: MARKER } }), MARKER],
    [
      'a webhook of a build',
      body({ kind: 'BuildConfig', spec: { triggers: [{ github: { secret: MARKER } }] } }),
      MARKER,
    ],
    ['a variable, its value first', body({ env: [{ sensitive: true, value: MARKER, name: 'DB_PASS' }] }), MARKER],
    [
      'gzip in base64',
      body({ kind: 'ConfigMap', data: { release: base64(gzipSync(JSON.stringify({ password: MARKER }))) } }),
      'H4sI',
    ],
    ['JSON in base64', annotated(base64(JSON.stringify({ a: { password: MARKER } }))), base64('{"a":{"p').slice(0, 10)],
    ['YAML in base64', annotated(base64(yaml)), base64('apiVersion: v1\n')],
    ['AWS', annotated(`AKIA${UPPER}`), UPPER],
    ['Google', annotated(`key AIza${digits.slice(0, 35)}.`), digits.slice(0, 35)],
    ['GitHub', annotated(`ghp_${digits.slice(0, 36)}`), digits.slice(0, 36)],
    ['GitLab', annotated(`glpat-${digits.slice(0, 20)}`), digits.slice(0, 20)],
    ['Slack', annotated(`xoxb-${digits.slice(0, 20)}`), digits.slice(0, 20)],
    ['a webhook of Slack', annotated(`https://hooks.slack.com/services/T0/B0/${digits}`), digits],
    ['Azure', annotated(`AccountName=a;AccountKey=${digits}==;`), digits],
    [
      'a storage account of Azure',
      annotated(`DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${KEY_512}==;EndpointSuffix=core.windows.net`),
      KEY_512,
    ],
    ['a bus of Azure', annotated(`Endpoint=sb://a/;SharedAccessKeyName=x;SharedAccessKey=${digits}=`), digits],
    ['a shared access signature', annotated(`SharedAccessSignature=sv=2024-11-04&ss=b&se=x&sig=${digits}%3D`), digits],
    ['one that its last part begins', annotated(`?sig=${digits}%3D&sv=2024-11-04`), digits],
    ['a client secret of Entra ID', annotated(CLIENT_SECRET), CLIENT_SECRET],
    ['one in a sentence', annotated(`it is ${CLIENT_SECRET}, since May`), CLIENT_SECRET],
    ['one under any name', body({ data: { x: CLIENT_SECRET } }), CLIENT_SECRET],
    ['one among arguments', container('az', 'login', '--service-principal', '-p', CLIENT_SECRET), CLIENT_SECRET],
    ['one of an older format', annotated(`ab.7Q~${digits.slice(0, 31)}`), digits.slice(0, 31)],
    ['a signed address', annotated(`https://a.blob.example.com/x?sv=1&sig=${digits}`), digits],
    ['Swarm', annotated(`docker swarm join --token SWMTKN-1-${digits.toLowerCase()} a:2377`), digits.toLowerCase()],
  ])('%s', (_, text, secret) => {
    expect(text).toContain(secret);
    const redacted = afterwards(text);
    expect(redacted).not.toContain(secret);
    expect(redacted).toContain('[redacted:');
    expect(() => JSON.parse(redacted)).not.toThrow();
  });
});

test('what stands around an argument stays', () => {
  const args = ['mysql', '--user=ann', '-password=x', '--db-password=a,b', '--token', 'x', 'end'];
  const { containers } = JSON.parse(afterwards(container(...args))).requestObject.spec;
  expect(containers[0].args.map((arg: string) => arg.replace(/\[redacted:\w+\]$/, '…'))).toEqual([
    'mysql',
    '--user=ann',
    '…',
    '--db-password=…',
    '--token',
    '…',
    'end',
  ]);
});

describe('nothing is taken out of', () => {
  test.each<[string, string]>([
    ['where a secret lies', exec('cat', '/var/run/secrets/kubernetes.io/serviceaccount/token')],
    ['the same in a shell’s line', exec('sh', '-c', 'cat /var/run/secrets/kubernetes.io/serviceaccount/token')],
    ['a question about Secrets', exec('kubectl', 'get', 'secrets', '-n', 'prod')],
    ['options that are no passwords', exec('mkdir', '-p', '/data')],
    ['a port', exec('psql', '-p', '5432')],
    ['where sudo was called', annotated('ann : TTY=pts/0 ; PWD=/var/log ; USER=root ; COMMAND=/bin/tail secure')],
    ['a file', exec('kubelet', '--token-file', '/etc/token')],
    ['arguments', container('--secret-name', 'db', '--v', '2', '--tls-private-key-file=/x.key', '--leader-elect')],
    ['what stands for a secret', container('--password=$(DB_PASSWORD)', '--token', '$TOKEN')],
    [
      'a variable that comes from a Secret',
      body({ env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }] }),
    ],
    ['a variable that says where', body({ env: [{ name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: '/var/run/x/token' }] })],
    ['a reference to a Secret', body({ basicAuth: { password: { name: 'basic', key: 'password' } } })],
    [
      'a schema',
      body({ kind: 'CustomResourceDefinition', properties: { password: { type: 'string', description: 'x' } } }),
    ],
    [
      'a certificate that is wanted',
      body({ kind: 'Certificate', spec: { privateKey: { algorithm: 'RSA', size: 2048 } } }),
    ],
    [
      'the key in an ExternalSecret',
      body({ kind: 'ExternalSecret', spec: { data: [{ secretKey: 'password', remoteRef: { key: 'k' } }] } }),
    ],
    [
      'the token of a pod',
      body({ projected: { sources: [{ serviceAccountToken: { path: 'token', expirationSeconds: 3607 } }] } }),
    ],
    [
      'a volume',
      body({
        volumes: [{ name: 'token-secret', secret: { secretName: 'a-token' } }],
        imagePullSecrets: [{ name: 'registry-secret' }],
      }),
    ],
    ['where reading goes on', body({ metadata: { nextPageToken: 'abc' }, continueToken: 'x' })],
    ['words', annotated('Basic authentication with a bearer token is needed; use --token to give the password.')],
    ['a digest', body({ imageID: 'docker-pullable://nginx:1.27@sha256:0123456789abcdef' })],
    ['an address', body({ url: 'https://db.example.com:8443/path?contact=a@b.example' })],
    ['an address of mail', annotated('mailto:ann@example.com, git@github.com:a/b.git')],
    ['a certificate', body({ caBundle: base64('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n') })],
    ['JSON in base64', annotated(base64(JSON.stringify({ hello: 'world', list: [1, 2] })))],
    ['gzip', annotated(base64(gzipSync('a harmless text')))],
    [
      'user data that is no Secret',
      body({ kind: 'Machine', spec: { userData: base64('#cloud-config\nhostname: a\n') } }),
    ],
    [
      'labels',
      body({ metadata: { labels: { 'app.kubernetes.io/name': 'token-service', secret: '', tier: 'secrets' } } }),
    ],
    ['a lower-case id', annotated('AKIAxxxx and ghp_short and xoxb-')],
    [
      'whose token it was',
      JSON.stringify(event({ annotations: { 'authentication.k8s.io/legacy-token': 'system:serviceaccount:a:b' } })),
    ],
    ['UAA: what is no secret', JSON.stringify({ log: 'uaa: (\'{"next_page_token":"a","scope":"password.write"}\')' })],
    ['PKS: what is no secret', JSON.stringify({ log: 'class A { nextPageToken: a, tokenType: b, secretName: c }' })],
    ['the name of a Secret in a body', body({ spec: { secret: 'db', accessKey: 'access', secretKey: 'secret' } })],
    ['Q~ in a word', annotated(`Q~, 8Q~short and 123Q~${digits.slice(0, 20)}`)],
    ['Q~ without its number', annotated(`abcdQ~${digits.slice(0, 34)}`)],
    ['Q~ in something longer', annotated(`xabc8Q~${digits}${digits}`)],
    ['an address without a signature', annotated('https://a.blob.core.windows.net/x?sv=2024-11-04&sig=short&st=b')],
    ['the name of an account', annotated('AccountName=a;SharedAccessKeyName=RootManageSharedAccessKey')],
    ['a digest of 64 bytes', annotated(`sha512-${KEY_512}==`)],
    ['an empty token', body({ status: { token: '', password: null } })],
  ])('%s', (_, text) => {
    expect(redact(Buffer.from(text), 'read')).toBeUndefined();
    expect(redact(Buffer.from(text), 'native')).toBeUndefined();
  });
});

test('JSON in a line of text has secrets under their plain names, an event of Kubernetes does not', () => {
  const line = (value: object) => `2026-01-01 10:00:00 INFO pks-api: ${JSON.stringify(value)}`;
  expect(afterwards(line({ secret: MARKER, secretKey: MARKER }))).not.toContain(MARKER);
  expect(afterwards(line(event({ requestObject: { secret: MARKER } })))).toContain(MARKER);
});
