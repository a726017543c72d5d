import type { AuditEvent } from '../event/event.ts';

/** What a policy knows of a request. Source: kubernetes/apiserver `authorizer.Attributes`. */
export interface Attributes {
  /** Who authenticated, not who was impersonated; `undefined` if nobody did. */
  readonly user: string | undefined;
  readonly groups: readonly string[];
  readonly verb: string;
  /** `undefined` for a request that is not about a resource. */
  readonly resource: ResourceAttributes | undefined;
  /** Without the query. */
  readonly path: string;
}

export interface ResourceAttributes {
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
}

/** The request that an event is about, as its API server saw it before it recorded it. */
export function attributesOf({ user, verb = '', requestURI = '', objectRef }: AuditEvent): Attributes {
  const path = pathOf(requestURI);
  const { apiGroup: group = '', resource, subresource = '', namespace = '', name = '' } = objectRef ?? {};
  return {
    user: user?.username,
    groups: user?.groups ?? [],
    verb,
    resource: resource
      ? { group, resource, subresource, namespace, name: isNamedByItsBody(path, resource, verb) ? '' : name }
      : undefined,
    path,
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

/** kube-apiserver completes an event from the body of a create; the policy was asked before, when there was no name yet. */
function isNamedByItsBody(path: string, resource: string, verb: string): boolean {
  return verb === 'create' && path.endsWith(`/${resource}`);
}
