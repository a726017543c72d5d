import { withParams } from '../../api/client.ts';

/** Which object is meant, and which of those of its name. */
export interface ObjectAddress {
  readonly namespace: string;
  readonly resource: string;
  readonly name: string;
  readonly cluster?: string | undefined;
  readonly apiGroup?: string | undefined;
}

/** The path of the API for an object. */
export function objectPath(
  { namespace, resource, name, cluster, apiGroup }: ObjectAddress,
  what: 'history' | 'state',
  params: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const path = `/api/v1/objects/${[namespace, resource, name].map(encodeURIComponent).join('/')}/${what}`;
  return withParams(path, { cluster, apiGroup, ...params });
}

export interface Which {
  readonly cluster: string;
  readonly apiGroup: string;
}

/** The different objects that some changes are of: those of several clusters and groups share a name only. */
export function objectsIn(items: readonly Which[]): readonly Which[] {
  const found = new Map<string, Which>();
  for (const { cluster, apiGroup } of items) found.set(`${cluster} ${apiGroup}`, { cluster, apiGroup });
  return [...found.values()];
}
