import { expect, test } from 'vitest';
import { readRequest } from './read-request.ts';

/** Method and path, verb, resource/subresource, namespace, name, group/version; `-` is none. After apiserver's requestinfo_test.go. */
const CASES: readonly (readonly [string, string, string, string, string, string])[] = [
  ['GET /api/v1/namespaces', 'list', 'namespaces', '-', '-', 'v1'],
  ['GET /api/v1/namespaces/other', 'get', 'namespaces', 'other', 'other', 'v1'],
  ['PUT /api/v1/namespaces/other/finalize', 'update', 'namespaces/finalize', 'other', 'other', 'v1'],
  ['PATCH /api/v1/namespaces/other/status', 'patch', 'namespaces/status', 'other', 'other', 'v1'],
  ['GET /api/v1/namespaces/other/pods', 'list', 'pods', 'other', '-', 'v1'],
  ['GET /api/v1/namespaces/other/pods/foo', 'get', 'pods', 'other', 'foo', 'v1'],
  ['HEAD /api/v1/namespaces/other/pods/foo', 'get', 'pods', 'other', 'foo', 'v1'],
  ['GET /api/v1/pods', 'list', 'pods', '-', '-', 'v1'],
  ['HEAD /api/v1/pods', 'list', 'pods', '-', '-', 'v1'],
  ['get /api/v1/pods?watch=true', 'watch', 'pods', '-', '-', 'v1'],
  ['GET /api/v1/pods?watch', 'watch', 'pods', '-', '-', 'v1'],
  ['GET /api/v1/pods?watch=False&limit=5', 'list', 'pods', '-', '-', 'v1'],
  ['GET /api/v1/pods?watch=0', 'list', 'pods', '-', '-', 'v1'],
  ['GET /api/v1/pods?labelSelector=watch', 'list', 'pods', '-', '-', 'v1'],
  ['GET /api/v1/watch/namespaces/other/pods', 'watch', 'pods', 'other', '-', 'v1'],
  ['GET /api/v1/proxy/namespaces/other/pods/foo/x', 'proxy', 'pods', 'other', 'foo', 'v1'],
  ['GET /api/v1/namespaces/other/pods?fieldSelector=metadata.name%3Dfoo', 'list', 'pods', 'other', 'foo', 'v1'],
  ['GET /api/v1/pods?fieldSelector=a%3Db,metadata.name==foo', 'list', 'pods', '-', 'foo', 'v1'],
  ['GET /api/v1/pods?fieldSelector=metadata.name!%3Dfoo', 'list', 'pods', '-', '-', 'v1'],
  ['GET /api/v1/pods?fieldSelector=metadata.name%3D..', 'list', 'pods', '-', '-', 'v1'],
  ['DELETE /api/v1/namespaces/other/pods', 'deletecollection', 'pods', 'other', '-', 'v1'],
  ['delete /api/v1/namespaces/other/pods/foo', 'delete', 'pods', 'other', 'foo', 'v1'],
  ['POST /api/v1/namespaces/other/pods', 'create', 'pods', 'other', '-', 'v1'],
  ['POST /api/v1/namespaces/other/pods/foo/exec?command=sh', 'create', 'pods/exec', 'other', 'foo', 'v1'],
  ['GET /api/v1/namespaces/other/pods/foo/proxy/a/b', 'get', 'pods/proxy', 'other', 'foo', 'v1'],
  ['PUT /apis/apps/v1/namespaces/shop/deployments/web/scale', 'update', 'deployments/scale', 'shop', 'web', 'apps/v1'],
  [
    'POST /apis/rbac.authorization.k8s.io/v1/clusterroles',
    'create',
    'clusterroles',
    '-',
    '-',
    'rbac.authorization.k8s.io/v1',
  ],
  ['GET /apis/batch/v1beta1/cronjobs/', 'list', 'cronjobs', '-', '-', 'batch/v1beta1'],
  ['GET /api/v1/namespaces/other/configmaps/a%20b', 'get', 'configmaps', 'other', 'a b', 'v1'],
  ['GET /api', 'get', '-', '-', '-', '-'],
  ['GET /api/v1', 'get', '-', '-', '-', '-'],
  ['GET /apis/apps', 'get', '-', '-', '-', '-'],
  ['GET /apis/apps/v1', 'get', '-', '-', '-', '-'],
  ['GET /api/v1/watch', 'watch', '-', '-', '-', '-'],
  ['POST /healthz', 'post', '-', '-', '-', '-'],
  ['GET /version', 'get', '-', '-', '-', '-'],
  ['GET /openapi/v2', 'get', '-', '-', '-', '-'],
  ['GET /', 'get', '-', '-', '-', '-'],
  // A verb that is no method is Kubernetes' own already.
  ['list /api/v1/namespaces/default/pods', 'list', 'pods', 'default', '-', 'v1'],
  ['watch /api/v1/pods', 'watch', 'pods', '-', '-', 'v1'],
  ['create /api/v1/namespaces/other/pods', 'create', 'pods', 'other', '-', 'v1'],
  ['deletecollection /api/v1/namespaces/other/pods', 'deletecollection', 'pods', 'other', '-', 'v1'],
  ['impersonate /api/v1/users/bob', 'impersonate', '-', '-', '-', '-'],
];

test.each(CASES)('%s → %s %s in %s, named %s, of %s', (request, verb, what, namespace, name, version) => {
  const [word = '', uri = ''] = request.split(' ');
  const read = readRequest(word, uri, 'kubernetes');
  const ref = read.objectRef;
  expect([
    read.verb,
    ref ? [ref.resource, ref.subresource].filter(Boolean).join('/') : '-',
    ref?.namespace ?? '-',
    ref?.name ?? '-',
    ref ? [ref.apiGroup, ref.apiVersion].filter(Boolean).join('/') : '-',
  ]).toEqual([verb, what, namespace, name, version]);
});
