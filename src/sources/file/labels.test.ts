import { expect, test } from 'vitest';
import { patternProblem } from '../../event/log-path.ts';
import { createLabels } from './labels.ts';

test.each([
  [
    'a regular expression',
    { node_pattern: '/nodes/(?<node>[^/]+)/' },
    '/logs/nodes/master-0/audit.log',
    'master-0',
    'kube-apiserver',
  ],
  [
    'a template',
    { node_pattern: '/logs/{node}/audit*.log' },
    '/logs/master-0/audit-1.log',
    'master-0',
    'kube-apiserver',
  ],
  [
    'a template with both',
    { node_pattern: '/**/{component}/{node}-audit*' },
    '/a/b/oauth/m.0-audit.log',
    'm.0',
    'oauth',
  ],
  ['a pattern that does not fit', { node: 'other', node_pattern: '/x/{node}' }, '/y/z', 'other', 'kube-apiserver'],
  ['the name of the machine', { node: '{hostname}' }, '/a', 'here', 'kube-apiserver'],
  ['nothing', {}, '/a', '', 'kube-apiserver'],
  ['the folder of an API server', {}, '/var/log/oauth-server/audit.log', '', 'oauth-server'],
  ['a file called after an API server', {}, '/srv/copies/openshift-apiserver.log', '', 'openshift-apiserver'],
  ['another folder', {}, '/var/log/pods/audit.log', '', 'kube-apiserver'],
  ['what is configured', { component: 'x' }, '/var/log/oauth-server/audit.log', '', 'x'],
])('%s', (_name, options, path, node, component) => {
  expect(createLabels(options, 'here')(path)).toEqual({ node, component });
});

test.each([
  ['(?<node>[^/]+)', undefined],
  ['/a/{node}', undefined],
  ['/a/b', 'expected a regular expression'],
  ['(?<node>', 'Unterminated group'],
])('%s can be used or says why not', (pattern, problem) => {
  if (problem === undefined) expect(patternProblem(pattern)).toBeUndefined();
  else expect(patternProblem(pattern)).toContain(problem);
});
