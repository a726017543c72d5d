import type { AuditEvent } from '../../event/event.ts';
import { goValue } from '../../event/go-json.ts';
import type { BodySizes, TrafficGroup, TrafficSample, TrafficShape } from '../../event/traffic.ts';
import { REQUEST_KEY_BYTES, RESPONSE_KEY_BYTES } from '../../event/traffic.ts';
import { attributesOf } from '../attributes.ts';
import { withoutManagedFields } from '../managed-fields.ts';

/** An event with the size of its line in bytes, and when it happened in microseconds since the epoch. */
export interface SizedEvent {
  readonly event: AuditEvent;
  readonly bytes: number;
  readonly time: number;
}

/** Puts events together that a shape does not tell apart. The store does the same in SQL. */
export function groupEvents(
  events: readonly SizedEvent[],
  shape: TrafficShape,
  sampleOf: (event: AuditEvent) => TrafficSample,
): TrafficGroup[] {
  const groups = new Map<string, TrafficGroup>();
  for (const { event, bytes, time } of events) {
    const words = wordsOf(event, shape);
    const key = JSON.stringify(words);
    const known = groups.get(key);
    const request = sizesOf(event.requestObject, REQUEST_KEY_BYTES, shape.managedFields && event.verb !== 'patch');
    const response = sizesOf(event.responseObject, RESPONSE_KEY_BYTES, shape.managedFields);
    groups.set(key, {
      ...words,
      events: (known?.events ?? 0) + 1,
      bytes: (known?.bytes ?? 0) + bytes,
      request: known ? sumOf(known.request, request) : request,
      response: known ? sumOf(known.response, response) : response,
      ...(known && known.sampleTime <= time
        ? { sample: known.sample, sampleTime: known.sampleTime }
        : { sample: sampleOf(event), sampleTime: time }),
    });
  }
  return [...groups.values()];
}

function wordsOf(event: AuditEvent, shape: TrafficShape) {
  const { user = '', groups, verb, resource, path } = attributesOf(event);
  const known = (words: readonly string[], word: string) => (word === '' || words.includes(word) ? word : shape.other);
  return {
    user: shape.users ? known(shape.users, user) : user,
    groups: shape.userGroups.filter((group) => groups.includes(group)),
    verb,
    apiGroup: resource?.group ?? '',
    resource: resource?.resource ?? '',
    subresource: resource?.subresource ?? '',
    namespace: known(shape.namespaces, resource?.namespace ?? ''),
    // To read names costs the store much, and few policies have any.
    name: shape.names.length === 0 ? '' : known(shape.names, resource?.name ?? ''),
    path: resource ? '' : knownPath(path, shape),
    level: event.level ?? '',
    stage: event.stage ?? '',
  };
}

/** A path that the patterns take like the given one: itself, or the longest beginning that is known. */
function knownPath(path: string, { paths, pathPrefixes, other }: TrafficShape): string {
  if (path === '' || paths.includes(path)) return path;
  const begins = pathPrefixes.filter((prefix) => path.startsWith(prefix));
  return `${begins.reduce((longest, one) => (one.length > longest.length ? one : longest), '')}${other}`;
}

function sizesOf(body: unknown, keyBytes: number, countsManaged: boolean): BodySizes {
  if (body === undefined) return { bodies: 0, bytes: 0, managedBytes: 0 };
  const bytes = Buffer.byteLength(goValue(body));
  const stripped = countsManaged ? withoutManagedFields(body) : body;
  const managedBytes = stripped === body ? 0 : bytes - Buffer.byteLength(goValue(stripped));
  return { bodies: 1, bytes: bytes + keyBytes, managedBytes };
}

function sumOf(a: BodySizes, b: BodySizes): BodySizes {
  return { bodies: a.bodies + b.bodies, bytes: a.bytes + b.bytes, managedBytes: a.managedBytes + b.managedBytes };
}
