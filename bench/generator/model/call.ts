import type { Answer } from './answer.ts';
import type { Caller } from './caller.ts';
import type { Kind } from './kinds.ts';

/** One request to the API server about a resource. Its texts are written as they are: they must need no escape. */
export interface Call {
  readonly by: Caller;
  readonly verb: string;
  readonly kind: Kind;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly subresource?: string | undefined;
  /** With its question mark, and with `&` written `\u0026`. */
  readonly query?: string | undefined;
  /** Of the object in the body; patches and reads have none. */
  readonly uid?: string | undefined;
  readonly resourceVersion?: string | undefined;
  /** 200, or 201 for a create, where left out. */
  readonly answer?: Answer | undefined;
  /** Further annotations whose keys sort behind `authorization.k8s.io`: `"key":"value",…`. */
  readonly notes?: string | undefined;
  /** What the body says, where it matters; else it is made up. Its keys are in Go's order. */
  readonly object?: unknown;
}

/** One request that is not about a resource: `/metrics`, `/readyz`, discovery. */
export interface Visit {
  readonly by: Caller;
  readonly verb: string;
  readonly path: string;
  readonly answer?: Answer;
  /** As those of a `Call`. */
  readonly notes?: string | undefined;
}

/** `?a=b&c=d` as Go writes it into a line. */
export function query(parameters: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(parameters).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return `?${pairs.join('\\u0026')}`;
}

/** A create is sent to the collection, its name is in the body; a create of a subresource is sent to the object. */
export function uriOf({ kind, verb, namespace, name, subresource, query: tail = '' }: Call): string {
  const scope = kind.namespaced && namespace !== undefined ? `${kind.root}/namespaces/${namespace}` : kind.root;
  const collection = `${scope}/${kind.resource}`;
  if (name === undefined || (verb === 'create' && subresource === undefined)) return collection + tail;
  return subresource === undefined ? `${collection}/${name}${tail}` : `${collection}/${name}/${subresource}${tail}`;
}

/** `"objectRef":{…}`; the API server names a namespace in both places, except when it is created. */
export function objectRefOf(call: Call): string {
  const { kind, name, uid, resourceVersion, subresource } = call;
  const namespace = kind.resource === 'namespaces' && call.verb !== 'create' ? name : call.namespace;
  let text = `"objectRef":{"resource":"${kind.resource}"`;
  if (namespace !== undefined) text += `,"namespace":"${namespace}"`;
  if (name !== undefined) text += `,"name":"${name}"`;
  if (uid !== undefined) text += `,"uid":"${uid}"`;
  if (kind.group !== '') text += `,"apiGroup":"${kind.group}"`;
  text += `,"apiVersion":"${kind.version}"`;
  if (resourceVersion !== undefined) text += `,"resourceVersion":"${resourceVersion}"`;
  if (subresource !== undefined) text += `,"subresource":"${subresource}"`;
  return `${text}}`;
}
