import type { PolicyRule } from './policy.ts';

/** A rule that asks for nothing, so that it matches everything. */
export const ANY_RULE: PolicyRule = {
  level: 'Metadata',
  users: [],
  userGroups: [],
  verbs: [],
  resources: [],
  namespaces: [],
  nonResourceURLs: [],
  omitStages: [],
  omitManagedFields: undefined,
  place: { line: 1, column: 1 },
};
