import { expect, test } from 'vitest';
import type { AuditEvent } from '../../../../src/event/event.ts';
import { kubectlOf } from './kubectl.ts';

const API = { resource: 'deployments', apiGroup: 'apps', namespace: 'prod', name: 'api' };
const POD = { resource: 'pods', namespace: 'prod', name: 'api-1' };

test.each<[AuditEvent, string | undefined]>([
  [{ verb: 'get', objectRef: API }, 'kubectl get deployments.apps api -n prod -o yaml'],
  [{ verb: 'watch', objectRef: { resource: 'nodes' } }, 'kubectl get nodes --watch'],
  [
    {
      verb: 'list',
      objectRef: { resource: 'pods', namespace: 'prod' },
      requestURI: '/api?labelSelector=app%3Dapi&limit=5',
    },
    'kubectl get pods -n prod -l app=api -o yaml',
  ],
  [{ verb: 'delete', objectRef: API }, 'kubectl delete deployments.apps api -n prod'],
  [
    { verb: 'delete', objectRef: { resource: 'namespaces', namespace: 'prod', name: 'prod' } },
    'kubectl delete namespaces prod',
  ],
  [
    { verb: 'patch', objectRef: API, requestObject: { spec: { replicas: 3 } } },
    `kubectl patch deployments.apps api -n prod --type=strategic -p '{"spec":{"replicas":3}}'`,
  ],
  [
    {
      verb: 'patch',
      objectRef: { resource: 'routes', apiGroup: 'route.openshift.io', name: 'x' },
      requestObject: { a: 1 },
    },
    `kubectl patch routes.route.openshift.io x --type=merge -p '{"a":1}'`,
  ],
  [
    { verb: 'patch', objectRef: API, requestObject: { apiVersion: 'apps/v1', kind: 'Deployment' } },
    `kubectl apply --server-side -f - -n prod <<'EOF'\n{"apiVersion":"apps/v1","kind":"Deployment"}\nEOF`,
  ],
  [{ verb: 'patch', objectRef: API }, 'kubectl get deployments.apps api -n prod -o yaml'],
  [
    { verb: 'patch', objectRef: API, requestObject: [] },
    `kubectl patch deployments.apps api -n prod --type=json -p '[]'`,
  ],
  [
    { verb: 'create', objectRef: POD, requestObject: { a: "it's" } },
    `kubectl create -f - -n prod <<'EOF'\n{"a":"it's"}\nEOF`,
  ],
  [
    {
      verb: 'create',
      objectRef: { ...POD, subresource: 'exec' },
      requestURI: '/x?command=sh&command=-c&command=echo+hi&container=api&stdin=true&tty=true',
    },
    `kubectl exec -i -t api-1 -n prod -c api -- sh -c 'echo hi'`,
  ],
  [{ verb: 'get', objectRef: { ...POD, subresource: 'log' } }, 'kubectl logs api-1 -n prod'],
  [
    { verb: 'patch', objectRef: { ...API, subresource: 'scale' }, requestObject: { spec: { replicas: 0 } } },
    'kubectl scale deployments.apps api -n prod --replicas=0',
  ],
  [{ verb: 'get', requestURI: '/healthz?verbose' }, `kubectl get --raw '/healthz?verbose'`],
  [
    { verb: 'get', objectRef: POD, impersonatedUser: { username: 'bob', groups: ['dev team'] } },
    `kubectl get pods api-1 -n prod -o yaml --as bob --as-group 'dev team'`,
  ],
  [{ verb: 'delete', objectRef: { ...POD, name: '$(id) `x`' } }, "kubectl delete pods '$(id) `x`' -n prod"],
  [{ verb: 'login', requestURI: '/oauth' }, undefined],
  [{}, undefined],
])('%j', (event, command) => expect(kubectlOf(event)).toBe(command));
