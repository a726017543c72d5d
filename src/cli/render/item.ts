import { timeOf } from '../../event/derive.ts';
import { fieldOf } from '../../event/fields.ts';
import type { Item } from '../item.ts';

/** When it happened, RFC 3339. */
export function itemTime(item: Item): string {
  return timeOf(item.event, item.receivedAt);
}

/** The value of a field as text; a list joined by commas, `''` where it is missing. */
export function fieldText(item: Item, name: string): string {
  // Who answered knows who that is.
  if (name === 'actor') return item.actor;
  const value = fieldOf(name)?.read(item);
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(String).join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What it was done to, in one short text: `pods/exec prod/web-0`, `nodes worker-1`, else the path that was asked for. */
export function resourceText(item: Item): string {
  if (item.quarantine) return `quarantined: ${item.quarantine.reason}`;
  const { objectRef, requestURI } = item.event;
  const kind = kindText(item);
  if (!objectRef || !kind) return requestURI?.split('?')[0] ?? '';
  const place = objectRef.namespace ? `${objectRef.namespace}/${objectRef.name ?? ''}` : (objectRef.name ?? '');
  return place ? `${kind} ${place}` : kind;
}

/** The kind of what it was done to, with its part if it is about one: `pods/exec`; `''` where it was no object. */
export function kindText({ event: { objectRef } }: Item): string {
  if (!objectRef?.resource) return '';
  return objectRef.subresource ? `${objectRef.resource}/${objectRef.subresource}` : objectRef.resource;
}

/** The last source address: the only one that the client cannot forge. */
export function fromText(item: Item): string {
  return item.event.sourceIPs?.at(-1) ?? '';
}

/** The client's name and version without what it says about its build. */
export function agentText(item: Item): string {
  return (item.event.userAgent ?? '').split(' ', 1)[0] as string;
}
