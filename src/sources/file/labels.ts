import { openshiftComponentOf, pathPattern } from '../../event/log-path.ts';

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

const DEFAULT_COMPONENT = 'kube-apiserver';

/** Reads labels from paths. A group or placeholder `component` names the component too, unless the options do. */
export function createLabels(options: LabelOptions, hostname: string): (path: string) => Labels {
  const pattern = options.node_pattern === undefined ? undefined : pathPattern(options.node_pattern);
  const node = (options.node ?? '').replaceAll('{hostname}', hostname);
  return (path) => {
    const groups = pattern?.exec(path)?.groups;
    return {
      node: groups?.node || node,
      component: options.component ?? (groups?.component || openshiftComponentOf(path) || DEFAULT_COMPONENT),
    };
  };
}
