import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { materialOf, readAuthority, readFiles } from './material.ts';
import { createAuthority } from './testing.ts';

const authority = createAuthority();
const early = new Date('2050-01-01T00:00:00Z');
const late = new Date('2051-01-01T00:00:00Z');
const server = authority.issue({ cn: 'verbatim', usage: 'server', notAfter: late });
const ending = authority.issue({ cn: 'verbatim', usage: 'server', notAfter: early });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verbatim-tls-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function load(texts: { cert?: string; key?: string; clientCa?: string }) {
  const config = {
    cert_file: join(folder, 'cert.pem'),
    key_file: join(folder, 'key.pem'),
    client_certificates: [],
    min_version: 'TLS12' as const,
    ...(texts.clientCa === undefined ? {} : { client_ca_file: join(folder, 'ca.pem') }),
  };
  await writeFile(config.cert_file, texts.cert ?? server.cert);
  await writeFile(config.key_file, texts.key ?? server.key);
  await writeFile(join(folder, 'ca.pem'), texts.clientCa ?? '');
  return materialOf(config, await readFiles(config));
}

test('tells when the first certificate of a chain ends', async () => {
  expect(await load({})).toMatchObject({ notAfter: late.getTime(), clientNotAfter: undefined });
  expect(await load({ cert: server.cert + ending.cert, clientCa: ending.cert })).toMatchObject({
    notAfter: early.getTime(),
    clientNotAfter: early.getTime(),
  });
});

test('takes only certificates from the file of authorities', async () => {
  const { context, clientAuthorities } = await load({ clientCa: `a comment\n${authority.cert}${server.key}` });
  expect(context.ca).toEqual([authority.cert]);
  expect(clientAuthorities.size).toBe(1);
});

test.each([
  ['the key of another', { key: ending.key }, /key\.pem is not the key of the certificate in .*cert\.pem/],
  ['no certificate', { cert: server.key }, /tls\.cert_file: .*cert\.pem holds no certificate in PEM/],
  ['half a certificate', { cert: server.cert.slice(0, 200) }, /cert\.pem holds no certificate in PEM/],
  ['a broken one', { cert: server.cert.replace('MII', 'XII') }, /certificate 1 in .*cert\.pem cannot be read/],
  ['a broken one behind', { cert: server.cert + server.cert.replace('MII', 'XII') }, /certificate 2 in/],
  ['no key', { key: server.cert }, /tls\.key_file: .*key\.pem holds no private key/],
  ['an empty file', { key: '' }, /holds no private key/],
  ['no authority', { clientCa: 'none' }, /tls\.client_ca_file: .*ca\.pem holds no certificate/],
])('%s is refused and named', async (_name, texts, message) => {
  await expect(load(texts)).rejects.toMatchObject({
    code: 'TLS_INVALID',
    message: expect.stringMatching(message),
  });
});

test('of the authority that clients trust, nothing but certificates is told', async () => {
  await writeFile(join(folder, 'own.pem'), authority.key + authority.cert);
  expect(await readAuthority(join(folder, 'own.pem'))).toBe(authority.cert);
  await expect(readAuthority('/none.pem')).rejects.toThrow(/tls\.ca_file: \/none\.pem cannot be read/);
});

test('a file that is not there is named', async () => {
  const config = { cert_file: '/none/cert.pem', key_file: '/none/key.pem', client_certificates: [] };
  await expect(readFiles({ ...config, min_version: 'TLS12' })).rejects.toThrow(/tls\.\w+_file: \/none\/.* ENOENT/);
});
