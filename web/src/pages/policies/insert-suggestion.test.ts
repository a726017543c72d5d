import { expect, test } from 'vitest';
import { insertionOf } from './insert-suggestion.ts';
import { linesOfRule } from './rule-lines.ts';

const POLICY = `kind: Policy
rules:
  # the first
  - level: None
    verbs:
      - get

  # the last
  - level: Metadata
`;
const RULE = '- level: None\n  users:\n    - a\n';

function applied(text: string, line: number, rule: number | null, suggestion = RULE): string | undefined {
  const found = insertionOf(text, { suggestion, line, rule });
  return found && text.slice(0, found.from) + found.insert + text.slice(found.to);
}

const INSERTED = '  - level: None\n    users:\n      - a\n';

test.each([
  ['before a rule', applied(POLICY, 4, 0), POLICY.replace('  - level: None', `${INSERTED}  - level: None`)],
  ['before the last', applied(POLICY, 9, 1), POLICY.replace('  - level: Metadata', `${INSERTED}  - level: Metadata`)],
  ['behind the last', applied(POLICY, 9, null), POLICY + INSERTED],
  ['behind the last without a line end', applied(POLICY.trimEnd(), 9, null), POLICY + INSERTED],
  [
    'a key',
    applied(POLICY, 4, 0, 'omitManagedFields: true\n'),
    POLICY.replace('rules:', 'omitManagedFields: true\nrules:'),
  ],
  [
    'a list under a key',
    applied(POLICY, 4, 0, 'omitStages:\n- A\n'),
    POLICY.replace('rules:', 'omitStages:\n- A\nrules:'),
  ],
])('%s', (_name, text, expected) => expect(text).toBe(expected));

test.each([
  ['JSON', '{"kind": "Policy", "rules": [{"level": "None"}]}', RULE],
  ['a key that is there', `omitStages: []\n${POLICY}`, 'omitStages:\n- A\n'],
  ['a key of a policy as JSON', '{"rules": []}', 'omitManagedFields: true\n'],
])('nothing is inserted into %s', (_name, text, suggestion) => {
  expect(insertionOf(text, { suggestion, line: 1, rule: 0 })).toBeUndefined();
});

test.each([
  [4, { first: 4, last: 6 }],
  [9, { first: 9, last: 9 }],
])('the rule in line %d', (line, expected) => {
  expect(linesOfRule(POLICY, line)).toEqual(expected);
});
