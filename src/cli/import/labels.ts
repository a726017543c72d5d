import {
  FILE_NAME_PATTERN,
  logFileName,
  openshiftComponentOf,
  pathPattern,
  splitLogPath,
} from '../../event/log-path.ts';

/** Where lines were written, as far as it is known; `''` where it is not. */
export interface Labels {
  readonly node: string;
  readonly component: string;
  /** The name of their file on the node, such as `audit.log`. */
  readonly file: string;
}

/** The labels of a file, by its path as `Leaf` gives it. */
export type LabelsOf = (path: string) => Labels;

/** What the caller says; it outranks what paths say. */
export interface GivenLabels {
  readonly node?: string | undefined;
  readonly component?: string | undefined;
  /** Finds node and component in paths: see the configuration of the source `file`. */
  readonly pattern?: string | undefined;
  /** Component and file as `oc adm node-logs --path` has them: `oauth-server/audit.log`. */
  readonly path?: string | undefined;
}

const FILE_NAME = new RegExp(FILE_NAME_PATTERN);
/** The folder of a must-gather that has a folder for each component. */
const MUST_GATHER_LOGS = 'audit_logs';
/** In it, files are called by their node and their name there. The last such name counts: nodes may be called so too. */
const MUST_GATHER_FILE = /^(.+)-((?:audit|termination)(?:[-.].*)?)$/s;
/** How must-gather calls the lists of what it collected. */
const LISTING = /\.audit_logs_listing(\.gz)?$/;

/** The labels of files: those that the caller gave, else what can be read from their paths. */
export function createLabelsOf({ node, component, pattern, path }: GivenLabels): LabelsOf {
  const expression = pattern === undefined ? undefined : pathPattern(pattern);
  const told = path === undefined ? undefined : splitLogPath(path);
  return (name) => {
    const known = labelsInPath(name);
    const found = expression?.exec(name)?.groups;
    return {
      node: node || found?.node || known.node,
      component: component || told?.component || found?.component || known.component,
      file: [told?.file, known.file].find((file) => file && FILE_NAME.test(file)) ?? '',
    };
  };
}

/**
 * What the path of a file says: `audit_logs/COMPONENT/NODE-FILE.gz` of a must-gather; or `COMPONENT/FILE` as on a node, or
 * `COMPONENT.log`, where the component is an API server of OpenShift.
 */
export function labelsInPath(path: string): Labels {
  const parts = path.split('/').filter(Boolean);
  const [above = '', folder = '', name = ''] = [parts.at(-3), parts.at(-2), parts.at(-1)];
  const file = name === '-' ? '' : logFileName(name);
  if (above === MUST_GATHER_LOGS) {
    const [, node = '', inner = file] = MUST_GATHER_FILE.exec(file) ?? [];
    return { node, component: folder, file: inner };
  }
  return { node: '', component: openshiftComponentOf(path), file };
}

/** Whether a file lists other files and holds no lines of its own. */
export function isListing(path: string): boolean {
  return LISTING.test(path);
}
