import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { endpointOf } from '../../src/sources/docker-logs/endpoint.ts';
import { createEngine } from '../../src/sources/docker-logs/engine.ts';
import { createAuthority } from '../../src/tls/testing.ts';
import { freePort } from '../support/clickhouse-server.ts';
import { createDockerEngine } from '../support/docker-engine/engine.ts';

/** A daemon over TLS, that knows its clients by their certificates. */

const authority = createAuthority();
const daemon = authority.issue({ cn: 'docker', hosts: ['docker.example.com'], usage: 'server' });
const client = authority.issue({ cn: 'verbatim', usage: 'client' });
const stranger = createAuthority('Another').issue({ cn: 'verbatim', usage: 'client' });

async function listening(): Promise<{ host: string; dir: string }> {
  const dir = await mkdtemp(join(tmpdir(), 'verbatim-docker-tls-'));
  const around = (listener: RequestListener) =>
    createServer({ ...daemon, ca: authority.cert, requestCert: true, rejectUnauthorized: true }, listener);
  const engine = createDockerEngine({ dir, around });
  const port = await freePort();
  await engine.listen({ host: '127.0.0.1', port });
  onTestFinished(async () => {
    await engine.kill();
    await rm(dir, { recursive: true, force: true });
  });
  const files = {
    ca: authority.cert,
    cert: client.cert,
    key: client.key,
    other: stranger.cert,
    otherKey: stranger.key,
  };
  for (const [name, pem] of Object.entries(files)) await writeFile(join(dir, name), pem);
  return { host: `tcp://127.0.0.1:${port}`, dir };
}

const engineOf = (host: string, tls: object) => createEngine(endpointOf({ host, tls }), new AbortController().signal);

test('both know each other by their certificates; the name may be told', async () => {
  const { host, dir } = await listening();
  const own = { ca_file: join(dir, 'ca'), cert_file: join(dir, 'cert'), key_file: join(dir, 'key') };
  const named = { ...own, server_name: 'docker.example.com' };
  expect(await engineOf(host, named).get('/info')).toMatchObject({ Name: 'node-1' });
  for (const [tls, why] of [
    [own, /altnames/],
    [{ ...named, ca_file: undefined }, /self.signed|unable to/],
    [{ ...named, cert_file: join(dir, 'other'), key_file: join(dir, 'otherKey') }, /alert|reset|hang up/i],
    [{ ...named, key_file: join(dir, 'nowhere') }, /nowhere/],
  ] as const) {
    await expect(engineOf(host, tls).get('/info')).rejects.toMatchObject({
      code: 'SERVER_UNREACHABLE',
      message: expect.stringMatching(why),
    });
  }
  // A certificate that was renewed holds from the next connection on.
  const renewed = { ...named, cert_file: join(dir, 'renewed'), key_file: join(dir, 'renewedKey') };
  const engine = engineOf(host, renewed);
  await writeFile(renewed.cert_file, stranger.cert);
  await writeFile(renewed.key_file, stranger.key);
  await expect(engine.get('/info')).rejects.toThrow();
  await writeFile(renewed.cert_file, client.cert);
  await writeFile(renewed.key_file, client.key);
  expect(await engine.get('/info')).toMatchObject({ Name: 'node-1' });
});
