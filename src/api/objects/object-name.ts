import { VerbatimError } from '../../errors.ts';
import type { ObjectName } from '../../history/deleted-with.ts';
import { NO_NAMESPACE, type ObjectParams } from './contract.ts';

/** What the API calls the group without a name, which an address could not name otherwise. */
const CORE = 'core';

export interface NamedObject {
  readonly object: ObjectName;
  /** `''` is the group without a name; any where missing. */
  readonly apiGroup?: string | undefined;
}

/** The object that a path names, `deployments.apps` being a kind with its group. Throws REQUEST_INVALID. */
export function namedObject({ namespace, resource, name }: ObjectParams, apiGroup: string | undefined): NamedObject {
  const dot = resource.indexOf('.');
  const object = {
    namespace: namespace === NO_NAMESPACE ? '' : namespace,
    resource: dot < 0 ? resource : resource.slice(0, dot),
    name,
  };
  const written = dot < 0 ? undefined : resource.slice(dot + 1);
  if (written !== undefined && apiGroup !== undefined && written !== apiGroup) {
    throw new VerbatimError(
      'REQUEST_INVALID',
      `The path says the API group ${written}, apiGroup says ${apiGroup}; leave one out.`,
    );
  }
  const group = written ?? apiGroup;
  return { object, apiGroup: group === CORE ? '' : group };
}
