import { once } from 'node:events';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type KnownClient, knownClients } from './known-client.ts';
import { type CertificateOptions, createAuthority } from './testing.ts';

const authority = createAuthority();
const own = authority.issue({ cn: 'server', hosts: ['127.0.0.1'], usage: 'server' });
const CERTIFICATES = [
  { cluster: 'prod', common_name: 'kube-apiserver', organization: 'prod' },
  { cluster: 'lab', common_name: 'lab' },
];

let known: KnownClient | undefined;
let authorities = new Set<string>();
const clientOf = knownClients({ certificates: CERTIFICATES, authorities: () => authorities, now: () => new Date() });
const server = createServer(
  { ...own, ca: authority.cert, requestCert: true, rejectUnauthorized: false },
  ({ socket }, response) => {
    const shown = socket as unknown as { getPeerCertificate(detailed: true): { issuerCertificate: Fingerprint } };
    authorities = new Set([shown.getPeerCertificate(true).issuerCertificate.fingerprint256]);
    known = clientOf(socket);
    response.end();
  },
);
interface Fingerprint {
  readonly fingerprint256: string;
}
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => void server.close());

async function clusterOf(options: CertificateOptions): Promise<string | undefined> {
  const { port } = server.address() as AddressInfo;
  const client = authority.issue({ usage: 'client', ...options });
  const sent = request({ host: '127.0.0.1', port, ca: authority.cert, agent: false, ...client }).end();
  const [response] = await once(sent, 'response');
  response.resume();
  return known && !known.refused ? known.named?.cluster : 'refused';
}

test.each<[CertificateOptions, string]>([
  [{ cn: 'kube-apiserver', o: 'prod' }, 'prod'],
  [{ cn: 'kube-apiserver', o: 'other', more: [['o', 'prod']] }, 'prod'],
  [
    {
      cn: 'kube-apiserver',
      more: [
        ['o', 'prod'],
        ['ou', 'x'],
      ],
    },
    'prod',
  ],
  [{ cn: 'lab', o: 'anything' }, 'lab'],
])('the subject %j is that of %s', async (subject, cluster) => {
  expect(await clusterOf(subject)).toBe(cluster);
});

test.each<CertificateOptions>([
  { cn: 'Kube-apiserver', o: 'prod' },
  { cn: 'kube-apiserver ', o: 'prod' },
  { cn: ' kube-apiserver', o: 'prod' },
  { cn: 'kube-apiserver\0', o: 'prod' },
  { cn: 'kube-apiserver\0.example.com', o: 'prod' },
  { cn: 'kube-apiserver\n', o: 'prod' },
  { cn: 'kube\u2010apiserver', o: 'prod' },
  { cn: 'kube-apiserver', o: 'PROD' },
  { cn: 'kube-apiserver', o: 'prod\0x' },
  { cn: 'kube-apiserver', o: 'prod,CN=kube-apiserver' },
  { cn: 'kube-apiserver', o: 'x\nO=prod' },
  { cn: 'kube-apiserver', o: 'x/O=prod' },
  { cn: 'kube-apiserver', more: [['ou', 'prod']] },
  { cn: 'x\nCN=kube-apiserver', o: 'prod' },
  { cn: 'x', o: 'prod', more: [['cn', 'kube-apiserver']] },
  { cn: 'kube-apiserver', o: 'prod', more: [['cn', 'kube-apiserver']] },
  { cn: 'kube-apiserver' },
  { cn: '', o: 'prod' },
  { cn: 'LAB' },
  { cn: '__proto__', o: 'prod' },
])('the subject %j is nobody’s', async (subject) => {
  expect(await clusterOf(subject)).toBeUndefined();
});
