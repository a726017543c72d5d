import type { Attributes, ResourceAttributes } from './attributes.ts';
import type { GroupResources, PolicyRule } from './policy.ts';

/** The condition of a rule that a request does not meet. */
export type Condition = 'users' | 'userGroups' | 'verbs' | 'namespaces' | 'resources' | 'nonResourceURLs';

/**
 * The first condition that keeps a rule from matching; `undefined` if it matches. An empty list is no condition.
 * Source: kubernetes/apiserver `pkg/audit/policy/checker.go`.
 */
export function mismatch(rule: PolicyRule, { user, groups, verb, resource, path }: Attributes): Condition | undefined {
  const { users, userGroups, verbs, namespaces, resources, nonResourceURLs } = rule;
  if (users.length > 0 && (user === undefined || !users.includes(user))) return 'users';
  if (userGroups.length > 0 && !groups.some((group) => userGroups.includes(group))) return 'userGroups';
  if (verbs.length > 0 && !verbs.includes(verb)) return 'verbs';
  if (namespaces.length > 0 && !(resource && namespaces.includes(resource.namespace))) return 'namespaces';
  if (resources.length > 0 && !(resource && resources.some((one) => coversResource(one, resource)))) return 'resources';
  if (namespaces.length > 0 || resources.length > 0) return undefined;
  if (nonResourceURLs.length > 0 && (resource || !nonResourceURLs.some((url) => coversPath(url, path)))) {
    return 'nonResourceURLs';
  }
  return undefined;
}

export function coversResource(
  { group, resources, resourceNames }: GroupResources,
  asked: ResourceAttributes,
): boolean {
  if (group !== asked.group) return false;
  if (resources.length === 0) return true;
  if (resourceNames.length > 0 && !resourceNames.includes(asked.name)) return false;
  return resources.some((pattern) => coversResourceName(pattern, asked));
}

function coversResourceName(pattern: string, { resource, subresource }: ResourceAttributes): boolean {
  if (pattern === '*') return true;
  if (pattern === (subresource ? `${resource}/${subresource}` : resource)) return true;
  if (subresource && pattern.startsWith('*/') && pattern.replace(/^[*/]+/, '') === subresource) return true;
  return pattern.endsWith('/*') && beforeAll(pattern) === resource;
}

/** The resource of a pattern that ends in `/*`. Like Kubernetes it strips all such characters, not two. */
export function beforeAll(pattern: string): string {
  return pattern.replace(/[*/]+$/, '');
}

/** Whether a non-resource URL of a rule, which may end in `*`, covers a path. */
export function coversPath(url: string, path: string): boolean {
  return url === '*' || url === path || (url.endsWith('*') && path.startsWith(url.replace(/\*+$/, '')));
}
