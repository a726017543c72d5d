import type { ObjectReference } from '../../event/event.ts';

/** What a request is about: a verb, and an object where it is about one. */
export interface Deed {
  readonly verb: string;
  readonly objectRef?: ObjectReference;
}

/** The verbs of Kubernetes for HTTP's methods, for requests about one object (apiserver `endpoints/request/requestinfo.go`). */
const VERBS: ReadonlyMap<string, string> = new Map([
  ['GET', 'get'],
  ['HEAD', 'get'],
  ['POST', 'create'],
  ['PUT', 'update'],
  ['PATCH', 'patch'],
  ['DELETE', 'delete'],
]);

/** The verb of a method in upper case; for those that Kubernetes has no verb for, the method in lower case. */
export function verbOf(method: string): string {
  return VERBS.get(method) ?? method.toLowerCase();
}

/** The methods of HTTP (RFC 9110, 9.3; RFC 5789). */
const METHODS: ReadonlySet<string> = new Set([...VERBS.keys(), 'OPTIONS', 'CONNECT', 'TRACE']);

/** The method that a verb is, or by which a request with it was made; `undefined` for other words. */
export function methodOf(verb: string): string | undefined {
  const method = verb.toUpperCase();
  return METHODS.has(method) ? method : METHOD_OF.get(verb.toLowerCase());
}

/** The other verbs of Kubernetes that a method makes, where no object is named. */
const METHOD_OF: ReadonlyMap<string, string> = new Map([
  ['list', 'GET'],
  ['watch', 'GET'],
  ['create', 'POST'],
  ['update', 'PUT'],
  ['deletecollection', 'DELETE'],
]);
