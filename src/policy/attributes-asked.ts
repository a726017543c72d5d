import type { Attributes } from './attributes.ts';

/** A request as somebody describes it. */
export interface Asked {
  /** Without it nobody who authenticated. */
  readonly user?: string | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly verb?: string | undefined;
  /** `pods/log` is a subresource. */
  readonly resource?: string | undefined;
  readonly apiGroup?: string | undefined;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly path?: string | undefined;
}

/** What a policy would know of it. */
export function attributesAsked({
  user,
  groups = [],
  verb = 'get',
  resource = '',
  apiGroup: group = '',
  namespace = '',
  name = '',
  path = '',
}: Asked): Attributes {
  const [kind = '', ...rest] = resource.split('/');
  const asked = { group, resource: kind, subresource: rest.join('/'), namespace, name };
  return { user, groups, verb, resource: kind === '' ? undefined : asked, path };
}
