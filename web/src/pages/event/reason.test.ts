import { expect, test } from 'vitest';
import { readGrant } from './reason.ts';

test.each([
  [
    'RBAC: allowed by ClusterRoleBinding "cluster-admins" of ClusterRole "cluster-admin" to Group "system:masters"',
    {
      binding: { kind: 'ClusterRoleBinding', resource: 'clusterrolebindings', name: 'cluster-admins' },
      role: { kind: 'ClusterRole', resource: 'clusterroles', name: 'cluster-admin' },
      subject: { kind: 'Group', name: 'system:masters' },
    },
  ],
  [
    'RBAC: allowed by RoleBinding "deploy/prod" of Role "deployer" to ServiceAccount "deployer/ci"',
    {
      binding: { kind: 'RoleBinding', resource: 'rolebindings', name: 'deploy', namespace: 'prod' },
      role: { kind: 'Role', resource: 'roles', name: 'deployer', namespace: 'prod' },
      subject: { kind: 'ServiceAccount', name: 'deployer', namespace: 'ci' },
    },
  ],
  [
    'RBAC: allowed by RoleBinding "view/prod" of ClusterRole "view" to User "a \\"b\\" c"',
    {
      binding: { kind: 'RoleBinding', resource: 'rolebindings', name: 'view', namespace: 'prod' },
      role: { kind: 'ClusterRole', resource: 'clusterroles', name: 'view' },
      subject: { kind: 'User', name: 'a "b" c' },
    },
  ],
  ['', undefined],
  ['RBAC: clusterrole.rbac.authorization.k8s.io "x" not found', undefined],
])('%s', (reason, grant) => expect(readGrant(reason)).toEqual(grant));
