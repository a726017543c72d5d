/** API servers of OpenShift write into folders of their names. */
const OPENSHIFT_API_SERVERS: ReadonlySet<string> = new Set([
  'kube-apiserver',
  'openshift-apiserver',
  'oauth-apiserver',
  'oauth-server',
]);

/**
 * Which of them wrote a log, as its path says: the folder that it is in, as on a node, or its own name, as people call what they
 * have copied from there: `oauth-server.log`. `''` where neither says it.
 */
export function openshiftComponentOf(path: string): string {
  const parts = path.split('/');
  const folder = parts.at(-2) ?? '';
  if (OPENSHIFT_API_SERVERS.has(folder)) return folder;
  const [stem = ''] = (parts.at(-1) ?? '').split('.', 1);
  return OPENSHIFT_API_SERVERS.has(stem) ? stem : '';
}

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

/** Names of files hold no slash, and what holds control characters could not be listed. */
export const FILE_NAME_PATTERN = '^[^/\\u0000-\\u001f\\u007f]{1,255}$';

/** The name of a log on its node, by any path to it or to a packed copy of it. */
export function logFileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/(\.gz)+$/, '');
}

/** `oauth-server/audit.log` → component and file; without a component, the file alone. */
export function splitLogPath(path: string): { readonly component: string; readonly file: string } {
  const slash = path.indexOf('/');
  return { component: path.slice(0, Math.max(0, slash)), file: path.slice(slash + 1) };
}
