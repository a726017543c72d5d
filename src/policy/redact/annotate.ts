import { addAnnotation } from '../add-annotation.ts';

/** Says what was taken out of an event. */
export const REDACTED = 'verbatim/redacted';
/** A body can hold thousands of secrets; these are named, the others counted. */
const MAX_NAMES = 32;

/** Names in an event what was taken out of it. In other JSON only what stands in the places of secrets tells. */
export function annotate(bytes: Uint8Array, removed: readonly string[]): Uint8Array {
  const names = removed.slice(0, MAX_NAMES).join(', ');
  const more = removed.length > MAX_NAMES ? ` and ${removed.length - MAX_NAMES} more` : '';
  return addAnnotation(bytes, REDACTED, names + more);
}
