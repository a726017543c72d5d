import type { Parts } from './parts.ts';
import { SLOT } from './template.ts';

export function review(): Parts {
  const resourceAttributes = { namespace: SLOT.namespace, verb: 'get', version: 'v1', resource: 'pods' };
  return {
    content: { spec: { resourceAttributes, user: 'system:serviceaccount:monitoring:prometheus-k8s' } },
    status: { allowed: true, reason: 'RBAC: allowed' },
  };
}

export function tokenReview(): Parts {
  const user = {
    username: 'system:serviceaccount:monitoring:prometheus-k8s',
    groups: ['system:serviceaccounts', 'system:authenticated'],
  };
  return {
    content: { spec: { audiences: ['https://kubernetes.default.svc'] } },
    status: { authenticated: true, user },
  };
}

export function tokenRequest(): Parts {
  const boundObjectRef = { kind: 'Pod', apiVersion: 'v1', name: SLOT.name, uid: SLOT.uid };
  const spec = { audiences: ['https://kubernetes.default.svc'], expirationSeconds: 3607, boundObjectRef };
  return { content: { spec }, status: { token: '', expirationTimestamp: SLOT.second } };
}

export function binding(): Parts {
  const subjects = [{ kind: 'ServiceAccount', name: SLOT.name, namespace: SLOT.namespace }];
  return {
    content: { subjects, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' } },
  };
}
