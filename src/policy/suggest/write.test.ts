import { expect, test } from 'vitest';
import { suggestRule } from '../lint/suggest-rule.ts';
import { onePolicy } from '../read/one-policy.ts';
import { BASE } from './suggest.ts';
import { writePolicy } from './write.ts';

const ODD = ['on', 'y', 'no', '12:30', '1_0', '0b1', '2026-01-01', 'null', '# a', 'o\'b"c', 'a: b'];
const HEAD = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n';

test('names that YAML takes for something else stay names', () => {
  const rule = { level: 'None', users: ODD } as const;
  const text = writePolicy(BASE, [{ rule, about: '', bytes: 0, events: 0 }], { head: [], commentOf: () => '' });
  expect(onePolicy('written', text).policy.rules.map(({ users }) => users)).toContainEqual(ODD);
  const requests = ODD.map((user) => ({ user, groups: [], verb: 'get', resource: undefined, path: '/x' }));
  const suggestion = suggestRule('None', requests, 'these users');
  expect(onePolicy('suggested', HEAD + suggestion).policy.rules[0]?.users).toEqual(ODD);
});
