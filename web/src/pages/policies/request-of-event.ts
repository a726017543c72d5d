import type { AuditEvent } from '../../../../src/event/event.ts';
import type { Address } from './use-address.ts';

type Request = Required<
  Pick<Address, 'user' | 'groups' | 'verb' | 'resource' | 'apiGroup' | 'namespace' | 'name' | 'path'>
>;

/**
 * The request that an event is about, as the API server asked its policy: who authenticated, not who was impersonated, and of what
 * is created no name, which kube-apiserver completes from the body afterwards.
 */
export function requestOfEvent({ user, verb = '', requestURI = '', objectRef = {} }: AuditEvent): Request {
  const { resource = '', subresource = '', apiGroup = '', namespace = '', name = '' } = objectRef;
  const path = pathOf(requestURI);
  const isNamedByBody = verb === 'create' && path.endsWith(`/${resource}`);
  return {
    user: user?.username ?? '',
    groups: (user?.groups ?? []).join(','),
    verb,
    resource: subresource === '' ? resource : `${resource}/${subresource}`,
    apiGroup,
    namespace,
    name: isNamedByBody ? '' : name,
    path: resource === '' ? path : '',
  };
}

function pathOf(requestURI: string): string {
  const [path = ''] = requestURI.split('?', 1);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
