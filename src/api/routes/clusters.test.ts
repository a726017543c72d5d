import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Clusters } from '../../access/clusters.ts';
import { createFailureLimit } from '../../access/failure-limit.ts';
import type { Principal } from '../../access/principal.ts';
import { PLATFORM_NAMES, PLATFORMS } from '../../connect/platforms/platforms.ts';
import { createGate } from '../access/gate.ts';
import type { Address } from '../options.ts';
import { testServer } from '../testing.ts';

const KNOWN = { name: 'prod', tokenHash: '', createdAt: '2026-03-01T00:00:00.000Z' };
const ADMIN: Principal = { id: 'a', name: '', role: 'admin', scope: {} };
const VIEWER: Principal = { id: 'v', name: '', role: 'viewer', scope: { clusters: ['stage'] } };

const clusters: Clusters = {
  list: () => [KNOWN],
  get: (name) => (name === KNOWN.name ? KNOWN : undefined),
  holder: () => undefined,
  add: async (name) => ({ cluster: { ...KNOWN, name }, token: 'vbc_secret' }),
  remove: async () => {},
};

async function ask(
  method: 'GET' | 'POST',
  url: string,
  more: { body?: object; who?: Principal; address?: Address } = {},
) {
  const { body, who = ADMIN, address = {} } = more;
  const gate = createGate({
    authenticators: [() => ({ principal: who, holds: () => true })],
    failures: createFailureLimit({ clock: () => 0 }),
    observer: { failed: () => {}, limited: () => {} },
  });
  const app = await testServer({}, undefined, { clusters, gate, address: async () => address });
  const response = await app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { host: 'audit:7400' },
    ...(body ? { body } : {}),
  });
  await app.close();
  return { status: response.statusCode, ...response.json() };
}

describe('connecting', () => {
  test.each(PLATFORM_NAMES)('a cluster made by %s is told as the command line tells it', async (platform) => {
    const server = 'https://audit.example.com/';
    const answer = await ask('GET', `/clusters/prod/connect?for=${platform}`, { address: { server } });
    expect(answer).toMatchObject({ status: 200, for: platform, server, createdAt: KNOWN.createdAt });
    expect(answer.steps).toBe(PLATFORMS[platform]({ name: 'prod', server: new URL(server) }));
  });

  test('a cluster without a credential is told how it gets one', async () => {
    const answer = await ask('GET', '/clusters/stage/connect?for=kubeadm');
    expect(answer).toMatchObject({ status: 200, server: 'http://audit:7400/' });
    expect(answer.createdAt).toBeUndefined();
    expect(answer.credential).toContain('no credential yet');
  });

  test.each([
    ['another cluster than one’s own', '/clusters/prod/connect?for=kind', VIEWER, 404],
    ['an unknown platform', '/clusters/prod/connect?for=gke', ADMIN, 400],
    ['no platform', '/clusters/prod/connect', ADMIN, 400],
    ['an address with a command in it', '/clusters/prod/connect?for=kind&server=http://a/$(id)', ADMIN, 400],
  ])('is refused for %s', async (_name, url, who, status) => {
    expect((await ask('GET', url, { who })).status).toBe(status);
  });
});

describe('a cluster that is added gets a kubeconfig', () => {
  const cluster = (answer: { kubeconfig: string }) => parse(answer.kubeconfig);

  test('with its token, for the address that is asked for', async () => {
    const body = { name: 'stage', server: 'http://10.0.0.1:7400/below' };
    const answer = await ask('POST', '/clusters', { body, address: { certificateAuthority: 'PEM' } });
    expect(answer.status).toBe(201);
    expect(cluster(answer)).toMatchObject({
      clusters: [{ name: 'stage', cluster: { server: 'http://10.0.0.1:7400/below/ingest/kubernetes/stage' } }],
      users: [{ user: { token: 'vbc_secret' } }],
    });
  });

  test('that trusts the configured authority over https', async () => {
    const address = { server: 'https://audit.example.com', certificateAuthority: 'PEM' };
    const answer = await ask('POST', '/clusters', { body: { name: 'stage' }, address });
    expect(cluster(answer).clusters[0].cluster).toEqual({
      server: 'https://audit.example.com/ingest/kubernetes/stage',
      'certificate-authority-data': Buffer.from('PEM').toString('base64'),
    });
  });
});
