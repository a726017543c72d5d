import type { AuditEvent } from '../../../../src/event/event.ts';
import { attributesOf } from '../../../../src/policy/attributes.ts';
import type { Address } from './use-address.ts';

type Request = Required<
  Pick<Address, 'user' | 'groups' | 'verb' | 'resource' | 'apiGroup' | 'namespace' | 'name' | 'path'>
>;

/** The request that an event is about, as the API server asked its policy, in the fields of the page. */
export function requestOfEvent(event: AuditEvent): Request {
  const { user = '', groups, verb, resource: about, path } = attributesOf(event);
  const { group = '', resource = '', subresource = '', namespace = '', name = '' } = about ?? {};
  return {
    user,
    groups: groups.join(','),
    verb,
    resource: subresource === '' ? resource : `${resource}/${subresource}`,
    apiGroup: group,
    namespace,
    name,
    path: about === undefined ? path : '',
  };
}
