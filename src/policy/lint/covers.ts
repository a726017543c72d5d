import { coversPath, coversResource } from '../match.ts';
import type { GroupResources, PolicyRule } from '../policy.ts';

/** Whether every request that `later` matches is matched by `earlier` too. May say no where it is so, never yes where it is not. */
export function covers(earlier: PolicyRule, later: PolicyRule): boolean {
  return (
    includes(earlier.users, later.users) &&
    includes(earlier.userGroups, later.userGroups) &&
    includes(earlier.verbs, later.verbs) &&
    coversTarget(earlier, later)
  );
}

/** An empty list asks for nothing. */
function includes(earlier: readonly string[], later: readonly string[]): boolean {
  return earlier.length === 0 || (later.length > 0 && later.every((word) => earlier.includes(word)));
}

function coversTarget(earlier: PolicyRule, later: PolicyRule): boolean {
  if (isAboutResources(earlier)) {
    return (
      isAboutResources(later) &&
      includes(earlier.namespaces, later.namespaces) &&
      (earlier.resources.length === 0 ||
        (later.resources.length > 0 && later.resources.every((one) => coversGroup(earlier.resources, one))))
    );
  }
  if (earlier.nonResourceURLs.length === 0) return true;
  return (
    !isAboutResources(later) &&
    later.nonResourceURLs.length > 0 &&
    later.nonResourceURLs.every((url) => earlier.nonResourceURLs.some((pattern) => coversUrl(pattern, url)))
  );
}

function isAboutResources({ namespaces, resources }: PolicyRule): boolean {
  return namespaces.length > 0 || resources.length > 0;
}

function coversGroup(earlier: readonly GroupResources[], later: GroupResources): boolean {
  // Without resources, names mean nothing.
  const names = later.resources.length === 0 ? [] : later.resourceNames;
  const sameGroup = earlier.filter(
    ({ group, resources, resourceNames }) =>
      group === later.group && (resources.length === 0 || includes(resourceNames, names)),
  );
  if (sameGroup.some(({ resources }) => resources.length === 0 || resources.includes('*'))) return true;
  return later.resources.length > 0 && later.resources.every((name) => sameGroup.some((one) => coversName(one, name)));
}

/** Whether a pattern of resources covers all that another one does. */
function coversName({ resources }: GroupResources, later: string): boolean {
  if (resources.includes(later)) return true;
  if (later.includes('*')) return false;
  const [resource = '', subresource = ''] = later.split('/');
  const asked = { group: '', resource, subresource, namespace: '', name: '' };
  return coversResource({ group: '', resources, resourceNames: [] }, asked);
}

function coversUrl(pattern: string, url: string): boolean {
  // What a pattern with a star covers begins with what stands before the star.
  return url === '*' ? pattern === '*' : coversPath(pattern, url);
}
