/** API servers of OpenShift write into folders of their names. */
export const OPENSHIFT_API_SERVERS: ReadonlySet<string> = new Set([
  'kube-apiserver',
  'openshift-apiserver',
  'oauth-apiserver',
  'oauth-server',
]);

/** Why a pattern of nodes cannot be used; `undefined` if it can. */
export function patternProblem(pattern: string): string | undefined {
  if (!pattern.includes('(?<node>') && !pattern.includes('{node}')) {
    return 'expected a regular expression with a group (?<node>…), or a path with {node} in it';
  }
  try {
    pathPattern(pattern);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** A regular expression is taken as it is; in a template `{node}` is what has no `/`, `*` and `**` are as in paths. */
export function pathPattern(pattern: string): RegExp {
  if (pattern.includes('(?<node>')) return new RegExp(pattern, 'u');
  const parts = pattern.split(/(\{node\}|\{component\}|\*\*|\*)/);
  return new RegExp(`^${parts.map((part) => PLACEHOLDERS[part] ?? part.replace(SPECIAL, '\\$&')).join('')}$`, 'u');
}

const SPECIAL = /[.*+?^$()|{}[\]\\]/g;
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  '{node}': '(?<node>[^/]+?)',
  '{component}': '(?<component>[^/]+?)',
  '**': '.*',
  '*': '[^/]*',
};
