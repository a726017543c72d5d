import { writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority, type Issued } from '../../src/tls/testing.ts';
import { listening, type Starting, spawnServer } from '../support/server.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { until } from '../support/until.ts';

const folder = await temporaryDirectory();
const authority = createAuthority();
const issue = (cn: string) => authority.issue({ cn, hosts: ['127.0.0.1'], usage: 'server' });

const files = { cert: join(folder, 'tls.crt'), key: join(folder, 'tls.key'), ca: join(folder, 'ca.crt') };

async function write({ cert, key }: Issued): Promise<void> {
  await writeFile(files.key, key);
  await writeFile(files.cert, cert);
}

let starting: Starting;
let url: string;
beforeAll(async () => {
  await write(issue('first'));
  await writeFile(files.ca, authority.cert);
  const config = { tls: { cert_file: files.cert, key_file: files.key } };
  starting = await spawnServer({ data: join(folder, 'data'), config });
  url = await listening(starting);
});
afterAll(() => void starting.child.process.kill('SIGKILL'));

interface Answer {
  readonly status: number | undefined;
  readonly text: string;
  /** The common name of the server's certificate. */
  readonly name: string | undefined;
}

function ask(path: string, client: Partial<Issued> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socketOptions = { ca: authority.cert, ...client, agent: false } as const;
    get(`${url}${path}`, socketOptions, (response) => {
      const { socket } = response;
      const name = 'getPeerCertificate' in socket ? peerOf(socket) : undefined;
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      response.once('end', () => resolve({ status: response.statusCode, text, name }));
    }).once('error', reject);
  });
}

function peerOf(socket: object): string | undefined {
  return (socket as TLSSocket).getPeerCertificate().subject.CN as string | undefined;
}

test('the server speaks HTTPS, and nothing else there', async () => {
  expect(url).toMatch(/^https:/);
  expect(await ask('/healthz')).toMatchObject({ status: 200, name: 'first' });
  await expect(fetch(url.replace('https', 'http'))).rejects.toThrow();
  await expect(fetch(`${url}/healthz`)).rejects.toMatchObject({ cause: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' } });
});

test('a new certificate is in use soon after its files are there', { timeout: 60_000 }, async () => {
  await write(issue('second'));
  await until('the new certificate is in use', async () => (await ask('/healthz')).name === 'second', 30_000);
  expect(starting.log()).toContain('New certificates are in use.');
});

test('what other machines reach is not served without TLS', async () => {
  const { child, log } = await spawnServer({ data: join(folder, 'open', 'data'), listen: '0.0.0.0:0' });
  expect(await child.exited).toMatchObject({ code: 1 });
  expect(log()).toMatch(/listen: 0\.0\.0\.0:0 is reached from other machines, .* set tls\.cert_file/);
});

test('unless that is said to be wanted', async () => {
  const data = join(folder, 'insecure', 'data');
  const server = await spawnServer({ data, listen: '0.0.0.0:0', config: { insecure: true } });
  await listening(server);
  expect(server.log()).toContain('Without TLS, tokens and events cross the network readable.');
  server.child.process.kill('SIGTERM');
  await server.child.exited;
});
