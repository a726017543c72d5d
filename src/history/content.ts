import type { AuditEvent } from '../event/event.ts';
import type { Difference } from './diff/diff.ts';
import { at, isObject, type Json, type JsonObject, textAt } from './diff/json.ts';
import { type Patch, readPatch } from './patch/patch.ts';

/** What an event tells of the object as it was after it. */
export interface Content {
  /** The object as the server answered it. */
  readonly answered?: JsonObject;
  /** The object as the client sent it: what the server filled in is missing. */
  readonly sent?: JsonObject;
  readonly patch?: Patch;
  /** Single fields that a subresource tells of. */
  readonly parts?: readonly Difference[];
}

/** What `responseObject` and `requestObject` can hold beside the object itself. */
const NO_OBJECT: ReadonlySet<string> = new Set([
  'Status',
  'Table',
  'PartialObjectMetadata',
  'DeleteOptions',
  'Scale',
  'Eviction',
  'Binding',
  'TokenRequest',
]);

export function contentOf(event: AuditEvent): Content {
  const { verb, requestObject, responseObject, objectRef } = event;
  const part = objectRef?.subresource ?? '';
  const parts = PARTS.get(part)?.(event);
  if (parts) return { parts };
  const answered = wholeObject(responseObject);
  // A new object under a subresource, such as a token, is not the object itself.
  const isItself = part === '' || verb !== 'create';
  const patch = verb === 'patch' ? readPatch(requestObject, objectRef?.apiGroup ?? '') : undefined;
  const sent = verb === 'create' || verb === 'update' ? wholeObject(requestObject) : undefined;
  return {
    ...(answered && isItself ? { answered } : {}),
    ...(sent && isItself ? { sent } : {}),
    ...(patch ? { patch } : {}),
  };
}

/** A body, if it is the object itself. */
export function wholeObject(body: unknown): JsonObject | undefined {
  if (!isObject(body) || !isObject(body.metadata)) return undefined;
  const kind = textAt(body, 'kind') ?? '';
  return NO_OBJECT.has(kind) || kind.endsWith('List') ? undefined : body;
}

const PARTS: ReadonlyMap<string, (event: AuditEvent) => readonly Difference[] | undefined> = new Map([
  [
    'scale',
    ({ requestObject, responseObject }) =>
      set(['spec', 'replicas'], at(responseObject, 'spec', 'replicas') ?? replicasIn(requestObject)),
  ],
  ['binding', ({ requestObject }) => set(['spec', 'nodeName'], at(requestObject, 'target', 'name'))],
]);

/** In a Scale or a merge patch, or in a JSON patch of one. */
function replicasIn(body: unknown): Json | undefined {
  if (!Array.isArray(body)) return at(body, 'spec', 'replicas');
  return at(
    body.findLast((operation) => textAt(operation, 'path') === '/spec/replicas'),
    'value',
  );
}

function set(path: readonly string[], after: Json | undefined): readonly Difference[] | undefined {
  return after === undefined ? undefined : [{ op: 'set', path, after }];
}
