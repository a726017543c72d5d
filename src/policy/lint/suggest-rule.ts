import { stringify } from 'yaml';
import type { Attributes } from '../attributes.ts';
import type { Level } from '../policy.ts';

interface SuggestedRule {
  readonly level: Level;
  readonly users?: readonly string[];
  readonly userGroups?: readonly string[];
  readonly verbs?: readonly string[];
  readonly resources?: readonly { readonly group: string; readonly resources: readonly string[] }[];
  readonly nonResourceURLs?: readonly string[];
}

/** One rule that decides all of these requests so, as YAML; for these users only, if `who` says so. */
export function suggestRule(
  level: Level,
  requests: readonly Attributes[],
  who: 'anyone' | 'these users' = 'anyone',
): string {
  const users = unique(requests.flatMap(({ user }) => (user === undefined ? [] : [user])));
  const nodes = users.some((user) => user.startsWith('system:node:'));
  const byGroup = new Map<string, Set<string>>();
  for (const { resource } of requests) {
    if (!resource) continue;
    const kinds = byGroup.get(resource.group) ?? new Set();
    kinds.add(resource.subresource ? `${resource.resource}/${resource.subresource}` : resource.resource);
    byGroup.set(resource.group, kinds);
  }
  const paths = unique(requests.flatMap(({ resource, path }) => (resource ? [] : [path])));
  const rule: SuggestedRule = {
    level,
    ...(who === 'anyone' ? {} : nodes ? { userGroups: ['system:nodes'] } : { users }),
    ...(byGroup.size > 0 ? { verbs: unique(requests.map(({ verb }) => verb)) } : {}),
    ...(byGroup.size > 0
      ? { resources: [...byGroup].map(([group, kinds]) => ({ group, resources: [...kinds] })) }
      : { nonResourceURLs: paths }),
  };
  return stringify([rule], { defaultStringType: 'PLAIN', version: '1.1' });
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}
