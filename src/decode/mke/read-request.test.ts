import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { APIS } from './endpoints.ts';
import { readRequest } from './read-request.ts';

const kindOf = (request: string, kind = 'docker-swarm') => {
  const [verb = '', uri = ''] = request.split(' ');
  return readRequest(verb, uri, kind);
};
const shown = (request: string, kind?: string) => {
  const { verb, objectRef } = kindOf(request, kind);
  if (!objectRef) return verb;
  const what = [objectRef.resource, objectRef.subresource].filter(Boolean).join('/');
  return [verb, what, objectRef.name].filter((part) => part !== undefined).join(' ');
};

/** What is requested and what that is: a verb, a resource, its name. */
const DOCKER: readonly (readonly [string, string])[] = [
  ['POST /v1.30/configs/create', 'create configs'],
  ['post /v1.30/configs/create', 'create configs'],
  ['POST /configs/create', 'create configs'],
  ['POST /v1.30/secrets/q2w3/update?version=12', 'update secrets q2w3'],
  ['DELETE /v1.30/services/web', 'delete services web'],
  ['POST /v1.41/containers/web/exec', 'create containers/exec web'],
  ['GET /v1.41/containers/json?all=1', 'list containers'],
  ['GET /v1.41/containers/json/json', 'get containers json'],
  ['POST /v1.41/containers/create?name=web', 'create containers web'],
  ['POST /v1.41/containers/node-1/web/start', 'create containers/start node-1/web'],
  ['POST /v1.41/containers/prune', 'deletecollection containers'],
  ['HEAD /v1.41/containers/web/archive?path=/etc', 'get containers/archive web'],
  ['PUT /v1.41/containers/web/archive?path=/etc', 'update containers/archive web'],
  ['GET /v1.41/containers/web/attach/ws', 'get containers/attach web'],
  ['DELETE /v1.41/containers/web/checkpoints/cp1', 'delete containers/checkpoints web'],
  ['DELETE /v1.41/containers/web?force=1', 'delete containers web'],
  ['POST /v1.41/containers/web/rename?name=old', 'create containers/rename web'],
  ['POST /v1.41/containers/web/update', 'update containers web'],
  ['POST /v1.41/exec/5f6e/start', 'create exec/start 5f6e'],
  [
    'POST /v1.41/images/create?fromImage=registry.example.com%2Fshop&tag=1.4',
    'create images registry.example.com/shop',
  ],
  [
    'POST /v1.41/images/registry.example.com:5000/shop/web/push?tag=1.4',
    'create images/push registry.example.com:5000/shop/web',
  ],
  ['GET /v1.41/images/shop%2Fweb/json', 'get images shop/web'],
  ['DELETE /v1.41/images/shop/web:1.4', 'delete images shop/web:1.4'],
  ['GET /v1.41/images/get?names=a', 'get images/export a'],
  ['GET /v1.41/images/shop/web/get', 'get images/export shop/web'],
  ['POST /v1.41/build?t=shop/web:1.4&rm=1', 'create images/build shop/web:1.4'],
  ['POST /v1.41/build/prune', 'deletecollection images/build'],
  ['POST /v1.41/commit?container=web&repo=shop/web', 'create images/commit shop/web'],
  [
    'GET /v1.41/distribution/registry.example.com/shop/web:1.4/json',
    'get distribution registry.example.com/shop/web:1.4',
  ],
  ['GET /v1.41/networks/', 'list networks'],
  ['POST /v1.41/networks/front/disconnect', 'create networks/disconnect front'],
  ['DELETE /v1.41/networks/front', 'delete networks front'],
  ['GET /v1.41/volumes/data', 'get volumes data'],
  ['PUT /v1.42/volumes/data?version=3', 'update volumes data'],
  ['POST /v1.41/swarm/init', 'create swarm'],
  ['POST /v1.41/swarm/join', 'create swarm/join'],
  ['POST /v1.41/swarm/update?rotateWorkerToken=true', 'update swarm'],
  ['GET /v1.41/swarm/unlockkey', 'get swarm/unlockkey'],
  ['POST /v1.41/nodes/n1/update?version=8', 'update nodes n1'],
  ['GET /v1.41/services/web/logs?stdout=1', 'get services/logs web'],
  ['GET /v1.41/tasks', 'list tasks'],
  ['GET /v1.41/tasks/t1/logs', 'get tasks/logs t1'],
  ['GET /v1.41/plugins/privileges?remote=vieux/sshfs', 'get plugins/privileges vieux/sshfs'],
  ['POST /v1.41/plugins/pull?remote=vieux/sshfs&name=sshfs', 'create plugins sshfs'],
  ['POST /v1.41/plugins/vieux/sshfs:latest/enable', 'create plugins/enable vieux/sshfs:latest'],
  ['POST /v1.41/auth', 'create auth'],
  ['GET /v1.41/info', 'get system/info'],
  ['GET /version', 'get system/version'],
  ['HEAD /_ping', 'get system/ping'],
  ['GET /v1.41/events?since=1', 'watch events'],
  ['POST /session', 'create session'],
  // What is in no table is as a path that is no resource is in Kubernetes.
  ['POST /v1.99/wonders/w1/do', 'post'],
  ['OPTIONS /v1.41/containers/json', 'options'],
  ['GET /v1.41/containers', 'get'],
  ['GET /', 'get'],
  ['POST ', 'post'],
];

const MKE: readonly (readonly [string, string])[] = [
  ['POST /auth/login', 'login users'],
  ['GET /accounts/', 'list accounts'],
  ['PATCH /accounts/alice', 'patch accounts alice'],
  ['POST /accounts/alice/changePassword', 'update accounts/password alice'],
  ['POST /accounts/acme/teams', 'create teams'],
  ['DELETE /accounts/acme/teams/devs', 'delete teams acme/devs'],
  ['PUT /accounts/acme/teams/devs/members/bob', 'update members acme/devs/bob'],
  ['PUT /accounts/acme/teams/devs/memberSyncConfig', 'update teams/membersyncconfig acme/devs'],
  ['GET /accounts/acme/settings', 'get settings'],
  ['PUT /collectionGrants/team1/swarm/fullcontrol', 'update collectiongrants team1/swarm/fullcontrol'],
  ['GET /collectionByPath?path=/Shared', 'get collections /Shared'],
  ['PUT /api/ucp/config-toml', 'update config-toml'],
  ['PUT /api/ucp/config/logging', 'update config logging'],
  ['POST /api/ucp/backup', 'create backups'],
  ['DELETE /api/ucp/licenses/l1', 'delete licenses l1'],
  ['GET /api/clientbundle', 'get clientbundle'],
  ['GET /metricsservice/query?query=(%20up%20)&time=2019', 'get metricsservice/query'],
];

test.each([...DOCKER, ...MKE])('%s → %s', (request, expected) => {
  expect(shown(request)).toBe(expected);
});

describe('the group', () => {
  test.each([
    ['POST /v1.30/configs/create', 'docker.com'],
    ['GET /accounts', 'ucp.mirantis.com'],
    ['GET /apis/apps/v1/deployments', 'apps'],
    ['GET /api/v1/pods', undefined],
  ])('of %s is %s', (request, group) => {
    expect(kindOf(request).objectRef?.apiGroup).toBe(group);
  });
});

test('Kubernetes paths are Kubernetes’, whatever the kind; other paths only where the kind says so', () => {
  expect(shown('GET /api/v1/namespaces/shop/pods')).toBe('list pods');
  expect(shown('GET /version', 'kubernetes')).toBe('get');
  expect(shown('GET /version', '')).toBe('get system/version');
});

test('no two endpoints of the table are one', () => {
  const requests = APIS.flatMap(({ endpoints }) =>
    endpoints.map(({ request }) => request.replaceAll(/\{\w+\+?\}/g, '{}')),
  );
  expect(requests.filter((request, i) => requests.indexOf(request) !== i)).toEqual([]);
});

describe('whatever is requested', () => {
  const part = fc.constantFrom(
    'v1.30',
    'api',
    'apis',
    'v1',
    'containers',
    'json',
    'images',
    'accounts',
    '%',
    '%zz',
    '..',
    'web',
    '',
    '?',
  );
  test('a verb comes of it', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(part), fc.string(), fc.string(), (verb, parts, tail, kind) => {
        expect(readRequest(verb, `/${parts.join('/')}${tail}`, kind).verb).toEqual(expect.any(String));
      }),
    );
  });

  test.each([
    ['slashes', '/'.repeat(1_000_000)],
    ['segments', '/images/a'.repeat(100_000)],
    ['a query', `/v1.30/containers/create?${'name=&'.repeat(150_000)}`],
    ['selectors', `/api/v1/pods?fieldSelector=${'metadata.name%3D,'.repeat(60_000)}`],
    ['escapes', `/volumes/${'%E0'.repeat(300_000)}`],
  ])('a megabyte of %s takes no time to speak of', (_name, uri) => {
    const before = process.cpuUsage();
    readRequest('GET', uri, 'docker-swarm');
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(1000);
  });
});
