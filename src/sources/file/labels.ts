import { basename, dirname } from 'node:path';

/** What a path says about its events. */
export interface Labels {
  readonly node: string;
  readonly component: string;
}

export interface LabelOptions {
  readonly node?: string | undefined;
  readonly node_pattern?: string | undefined;
  readonly component?: string | undefined;
}

/** API servers of OpenShift write into folders of their names. */
const API_SERVERS: ReadonlySet<string> = new Set([
  'kube-apiserver',
  'openshift-apiserver',
  'oauth-apiserver',
  'oauth-server',
]);
const DEFAULT_COMPONENT = 'kube-apiserver';

/** Why a `node_pattern` cannot be used; `undefined` if it can. */
export function patternProblem(pattern: string): string | undefined {
  if (!pattern.includes('(?<node>') && !pattern.includes('{node}')) {
    return 'expected a regular expression with a group (?<node>…), or a path with {node} in it';
  }
  try {
    compile(pattern);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Reads labels from paths. A group or placeholder `component` names the component too, unless the options do. */
export function createLabels(options: LabelOptions, hostname: string): (path: string) => Labels {
  const pattern = options.node_pattern === undefined ? undefined : compile(options.node_pattern);
  const node = (options.node ?? '').replaceAll('{hostname}', hostname);
  return (path) => {
    const groups = pattern?.exec(path)?.groups;
    const folder = basename(dirname(path));
    return {
      node: groups?.node || node,
      component: options.component ?? (groups?.component || (API_SERVERS.has(folder) ? folder : DEFAULT_COMPONENT)),
    };
  };
}

/** A regular expression is taken as it is; in a template `{node}` is what has no `/`, `*` and `**` are as in paths. */
function compile(pattern: string): RegExp {
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
