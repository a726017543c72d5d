import { REDACTED } from '../../event/redacted.ts';
import { addAnnotation } from '../add-annotation.ts';

/** A body can hold thousands of secrets; these are named, the others counted. */
const MAX_NAMES = 32;

/** What is named of what was taken out. */
export function namesOf(removed: readonly string[]): readonly string[] {
  const more = removed.length - MAX_NAMES;
  return more > 0 ? [...removed.slice(0, MAX_NAMES), `${more} more`] : removed;
}

/** Names in an event what was taken out of it; `undefined` of other bytes, which have no place for that. */
export function annotate(bytes: Uint8Array, removed: readonly string[]): Uint8Array | undefined {
  const named = addAnnotation(bytes, REDACTED, namesOf(removed).join(', '));
  return named === bytes ? undefined : named;
}
