import type { AuditEvent } from '../event/event.ts';

/** What can be done to an object. */
export const ACTS = [
  'created',
  'changed',
  'scaled',
  'restarted',
  'resized',
  'deleted',
  'evicted',
  'bound',
  'approved',
  'debugged',
  'entered',
  'token-issued',
  'finalized',
  'status',
  'read',
  'other',
] as const;
export type Act = (typeof ACTS)[number];

/** Parts of objects that stand for an act of their own, whatever the verb. */
const BY_SUBRESOURCE: ReadonlyMap<string, Act> = new Map([
  ['exec', 'entered'],
  ['attach', 'entered'],
  ['portforward', 'entered'],
  ['proxy', 'entered'],
]);

/** The same, where they are written to. */
const BY_WRITTEN_SUBRESOURCE: ReadonlyMap<string, Act> = new Map([
  ['scale', 'scaled'],
  ['eviction', 'evicted'],
  ['binding', 'bound'],
  ['approval', 'approved'],
  ['ephemeralcontainers', 'debugged'],
  ['resize', 'resized'],
  ['token', 'token-issued'],
  ['finalize', 'finalized'],
  ['status', 'status'],
]);

const BY_VERB: ReadonlyMap<string, Act> = new Map([
  ['create', 'created'],
  ['update', 'changed'],
  ['patch', 'changed'],
  ['delete', 'deleted'],
  ['deletecollection', 'deleted'],
]);

/** Verbs that only look. */
export const READING_VERBS = ['get', 'list', 'watch', 'head'] as const;
/** Parts of objects that are a way in, which some clients open with `get`. */
export const WAYS_IN = ['exec', 'attach', 'portforward', 'proxy'] as const;

/** The HTTP code of an answer that something was made. */
const CREATED = 201;

/** What a request does to an object, by its verb, its subresource and its code alone. */
export function actOf({ verb = '', objectRef, responseStatus }: AuditEvent): Act {
  const part = objectRef?.subresource ?? '';
  // To apply or to put what is not there yet makes it.
  if (part === '' && (verb === 'patch' || verb === 'update') && responseStatus?.code === CREATED) return 'created';
  const way = BY_SUBRESOURCE.get(part);
  if (way) return way;
  if ((READING_VERBS as readonly string[]).includes(verb)) return 'read';
  const act = BY_WRITTEN_SUBRESOURCE.get(part) ?? BY_VERB.get(verb) ?? 'other';
  // To create a part of an object is to do something with it: Docker's `containers/kill`.
  return part !== '' && act === 'created' ? 'other' : act;
}
