import type { ActorDeed } from '../../../../src/api/contract.ts';
import { conditionOf } from '../../ui/condition.ts';

type Deed = Pick<ActorDeed, 'verb' | 'resource' | 'subresource' | 'apiGroup'>;

/** `deployments/scale.apps`, or that it was no resource. */
export function resourceText({ resource, subresource, apiGroup }: Deed): string {
  if (resource === '') return 'no resource';
  return `${resource}${subresource && `/${subresource}`}${apiGroup && `.${apiGroup}`}`;
}

export function deedText(deed: Deed): string {
  return `${deed.verb || 'no verb'} ${resourceText(deed)}`;
}

/** The events in which that was done. */
export function deedQuery({ verb, resource, subresource, apiGroup }: Deed): string {
  return [
    conditionOf('verb', verb),
    conditionOf('objectRef.resource', resource),
    ...(resource === '' ? [] : [conditionOf('objectRef.subresource', subresource)]),
    ...(resource === '' ? [] : [conditionOf('objectRef.apiGroup', apiGroup)]),
  ].join(' and ');
}
