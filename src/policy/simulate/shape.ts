import type { TrafficShape } from '../../event/traffic.ts';
import type { Policy, PolicyRule } from '../policy.ts';

/** What some policies can tell apart: two requests that look alike in it are decided alike by each of them. */
export function shapeOf(policies: readonly Policy[]): TrafficShape {
  const rules = policies.flatMap((policy) => policy.rules);
  const all = (words: (rule: PolicyRule) => readonly string[]) => [...new Set(rules.flatMap(words))];
  const urls = all(({ nonResourceURLs }) => nonResourceURLs);
  const words = {
    users: all(({ users }) => users),
    userGroups: all(({ userGroups }) => userGroups),
    namespaces: all(({ namespaces }) => namespaces),
    names: all(({ resources }) => resources.flatMap(({ resourceNames }) => resourceNames)),
    paths: urls,
    pathPrefixes: urls.filter((url) => url.endsWith('*')).map((url) => url.replace(/\*+$/, '')),
  };
  return {
    ...words,
    managedFields: policies.some(strips),
    other: otherThan(Object.values(words).flat()),
  };
}

function strips({ omitManagedFields, rules }: Policy): boolean {
  return omitManagedFields || rules.some((rule) => rule.omitManagedFields);
}

const FIRST_OTHER = 0x3f;

/** The first character, from `?` on, that is in none of the words. */
function otherThan(words: readonly string[]): string {
  const used = new Set(words.join(''));
  let code = FIRST_OTHER;
  while (used.has(String.fromCodePoint(code))) code++;
  return String.fromCodePoint(code);
}
