import { once } from 'node:events';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClientCertificate, clientCertificateOf } from './client-certificate.ts';
import { createAuthority, type Issued } from './testing.ts';

const authority = createAuthority();
const other = createAuthority('Another authority');
const impostor = createAuthority();
const own = authority.issue({ cn: 'server', hosts: ['127.0.0.1'], usage: 'server' });
const HOUR_MS = 3_600_000;

let seen: ReturnType<typeof clientCertificateOf>;
const server = createServer(
  { ...own, ca: authority.cert, requestCert: true, rejectUnauthorized: false },
  ({ socket }, response) => {
    seen = clientCertificateOf(socket);
    response.end();
  },
);
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => void server.close());

async function show(client: Partial<Issued>) {
  const { port } = server.address() as AddressInfo;
  const sent = request({ host: '127.0.0.1', port, ca: authority.cert, agent: false, ...client }).end();
  const [response] = await once(sent, 'response');
  response.resume();
  return seen;
}

test('a client without a certificate is one without', async () => {
  expect(await show({})).toBeUndefined();
  expect(clientCertificateOf({})).toBeUndefined();
});

test('names, ends and authorities are read', async () => {
  const notAfter = new Date(Math.floor(Date.now() / 1000) * 1000 + HOUR_MS);
  const shown = await show(authority.issue({ cn: 'api', o: 'prod', usage: 'client', notAfter }));
  expect(shown).toMatchObject({ commonName: 'api', organizations: ['prod'], notAfter: notAfter.getTime() });
  expect((shown as ClientCertificate).fingerprints).toHaveLength(2);
  expect(await show(authority.issue({ cn: 'api' }))).toMatchObject({ commonName: 'api', organizations: [] });
});

test.each([
  ['of another authority', other.issue({ cn: 'api' }), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['of another authority of the same name', impostor.issue({ cn: 'api' }), 'CERT_SIGNATURE_FAILURE'],
  ['that has ended', authority.issue({ cn: 'api', notAfter: new Date(Date.now() - HOUR_MS) }), 'CERT_HAS_EXPIRED'],
  [
    'that has not begun',
    authority.issue({ cn: 'api', notBefore: new Date(Date.now() + HOUR_MS) }),
    'CERT_NOT_YET_VALID',
  ],
  ['for servers', authority.issue({ cn: 'api', usage: 'server' }), 'INVALID_PURPOSE'],
  ['that its key signed itself', createAuthority('api'), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
])('a certificate %s is refused', async (_name, client, refused) => {
  expect(await show({ cert: client.cert, key: client.key })).toEqual({ refused });
});
