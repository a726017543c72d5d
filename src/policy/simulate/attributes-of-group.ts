import type { TrafficGroup } from '../../event/traffic.ts';
import type { Attributes } from '../attributes.ts';

/** What a policy knows of each request of a group. */
export function attributesOfGroup(group: TrafficGroup): Attributes {
  const { user, groups, verb, apiGroup, resource, subresource, namespace, name, path } = group;
  return {
    user: user === '' ? undefined : user,
    groups,
    verb,
    resource: resource === '' ? undefined : { group: apiGroup, resource, subresource, namespace, name },
    path,
  };
}
