import { VerbatimError } from '../../errors.ts';
import { CLUSTER_NAME_PATTERN, CLUSTER_NAME_RULE } from '../../event/cluster-name.ts';

const NAME = new RegExp(CLUSTER_NAME_PATTERN);

/** Throws USAGE for what cannot be the name of a cluster. */
export function checkName(name: string): void {
  if (NAME.test(name)) return;
  throw new VerbatimError('USAGE', `“${name}” cannot be the name of a cluster: ${CLUSTER_NAME_RULE}`);
}
