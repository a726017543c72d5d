import type { TrafficGroup } from '../../event/traffic.ts';

/** What is done to which kind of thing; without a resource it is a request to a path. */
export type Kind = Pick<TrafficGroup, 'verb' | 'apiGroup' | 'resource' | 'subresource'>;

/** Tells kinds of events apart whose bodies are alike in size. */
export function kindKey({ verb, apiGroup, resource, subresource, stage }: TrafficGroup): string {
  return JSON.stringify([verb, apiGroup, resource, subresource, stage]);
}

export function kindOf({ verb, apiGroup, resource, subresource }: Kind): Kind {
  return { verb, apiGroup, resource, subresource };
}
