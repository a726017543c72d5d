import { expect, test } from 'vitest';
import { createLabelsOf, isListing, labelsInPath } from './labels.ts';

test.each<[string, string, string, string]>([
  [
    'mg/quay-io-x/audit_logs/kube-apiserver/m-0.example.com-audit.log.gz',
    'm-0.example.com',
    'kube-apiserver',
    'audit.log',
  ],
  [
    'mg.tar.gz/audit_logs/oauth-server/m-1-audit-2021-03-09T00-12-19.834.log.gz',
    'm-1',
    'oauth-server',
    'audit-2021-03-09T00-12-19.834.log',
  ],
  ['audit_logs/openshift-apiserver/my-audit-node-audit.log.gz', 'my-audit-node', 'openshift-apiserver', 'audit.log'],
  ['audit_logs/kube-apiserver/m-0-termination.log.gz', 'm-0', 'kube-apiserver', 'termination.log'],
  ['audit_logs/etcd/other.gz', '', 'etcd', 'other'],
  ['/var/log/oauth-apiserver/audit.log', '', 'oauth-apiserver', 'audit.log'],
  [
    '/var/log/kube-apiserver/audit-2021-03-09T00-12-19.834.log.gz',
    '',
    'kube-apiserver',
    'audit-2021-03-09T00-12-19.834.log',
  ],
  ['logs/openshift-apiserver.log', '', 'openshift-apiserver', 'openshift-apiserver.log'],
  ['oauth-server.audit.log.gz', '', 'oauth-server', 'oauth-server.audit.log'],
  ['logs/my-oauth-server.log', '', '', 'my-oauth-server.log'],
  ['logs/audit.log', '', '', 'audit.log'],
  ['audit.log.1.gz', '', '', 'audit.log.1'],
  ['-', '', '', ''],
])('%s', (path, node, component, file) => {
  expect(labelsInPath(path)).toEqual({ node, component, file });
});

test.each<[Parameters<typeof createLabelsOf>[0], string, string, string, string]>([
  [{ node: 'n', component: 'c' }, 'audit_logs/kube-apiserver/m-audit.log.gz', 'n', 'c', 'audit.log'],
  [{ path: 'oauth-server/audit.log' }, '-', '', 'oauth-server', 'audit.log'],
  [{ path: 'audit.log', component: 'c' }, '-', '', 'c', 'audit.log'],
  [{ pattern: '**/{node}/{component}/*' }, 'a/b/n/c/audit.log', 'n', 'c', 'audit.log'],
  [{ pattern: '**/{node}/*' }, '/x/n/kube-apiserver/audit.log', 'kube-apiserver', 'kube-apiserver', 'audit.log'],
  [{ pattern: '/other/{node}' }, '/var/log/oauth-server/audit.log', '', 'oauth-server', 'audit.log'],
])('what the caller says: %j for %s', (given, path, node, component, file) => {
  expect(createLabelsOf(given)(path)).toEqual({ node, component, file });
});

test('lists of files are known by their name', () => {
  expect(isListing('audit_logs/kube-apiserver.audit_logs_listing')).toBe(true);
  expect(isListing('audit_logs/kube-apiserver/audit.log')).toBe(false);
});
