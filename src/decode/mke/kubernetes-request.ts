import type { ObjectReference } from '../../event/event.ts';
import { type Deed, verbOf } from './deed.ts';
import { decodeSegment, parameter, type RequestUri } from './request-uri.ts';

/*
 * What kube-apiserver makes of a method and a path: `RequestInfoFactory.NewRequestInfo` in apiserver
 * `pkg/endpoints/request/requestinfo.go`, in its steps and with its words.
 */

/** Words before the resource that are verbs, as old clients write them: `/api/v1/watch/pods`. */
const SPECIAL_VERBS: ReadonlySet<string> = new Set(['proxy', 'watch']);
/** Of those, the ones after whose name follows a path and no subresource. */
const WITHOUT_SUBRESOURCE: ReadonlySet<string> = new Set(['proxy']);
const NAMESPACE_SUBRESOURCES: ReadonlySet<string> = new Set(['status', 'finalize']);
/** The version of an API. MKE's own paths under `/api` have none. */
const VERSION = /^v\d+((alpha|beta)\d+)?$/;

export function isKubernetesPath([prefix, next]: readonly string[]): boolean {
  return prefix === 'apis' || (prefix === 'api' && VERSION.test(next ?? ''));
}

export function readKubernetesRequest(method: string, { segments, query }: RequestUri): Deed {
  const groupless = segments[0] === 'api';
  const known = groupless ? 2 : 3;
  if ((!groupless && segments[0] !== 'apis') || segments.length <= known) return { verb: method.toLowerCase() };
  const [apiGroup, apiVersion] = groupless ? [undefined, segments[1]] : [segments[1], segments[2]];
  const rest = segments.slice(known).map(decodeSegment);
  const special = SPECIAL_VERBS.has(rest[0] ?? '') ? rest.shift() : undefined;
  if (rest.length === 0) return { verb: special ?? method.toLowerCase() };

  const { namespace, parts } = splitNamespace(rest);
  const [resource = '', inPath, subresource] = parts;
  const name = inPath ?? (special === undefined ? nameInFields(method, query) : undefined);
  const objectRef: ObjectReference = { resource };
  if (namespace !== undefined) objectRef.namespace = namespace;
  if (name !== undefined) objectRef.name = name;
  if (apiGroup !== undefined) objectRef.apiGroup = apiGroup;
  if (apiVersion !== undefined) objectRef.apiVersion = apiVersion;
  if (subresource !== undefined && !WITHOUT_SUBRESOURCE.has(special ?? '')) objectRef.subresource = subresource;
  return { verb: special ?? requestVerb(method, inPath, name, query), objectRef };
}

/** A namespace is the place of what follows it, unless what follows is a part of the namespace itself. */
function splitNamespace(rest: readonly string[]): { namespace?: string; parts: readonly string[] } {
  const [first, namespace, next] = rest;
  if (first !== 'namespaces' || namespace === undefined) return { parts: rest };
  const isPlace = next !== undefined && !NAMESPACE_SUBRESOURCES.has(next);
  return { namespace, parts: isPlace ? rest.slice(2) : rest };
}

/** A list of one object by its name is about that object. */
function nameInFields(method: string, query: string): string | undefined {
  if (verbOf(method) !== 'get') return undefined;
  const terms = parameter(query, 'fieldSelector')?.split(',') ?? [];
  const found = terms.map((term) => /^metadata\.name==?(?!=)(.+)$/.exec(term)?.[1]).find((name) => name !== undefined);
  // What Kubernetes takes for no name of an object (`IsValidPathSegmentName`).
  return found === undefined || found === '.' || found === '..' || /[/%]/.test(found) ? undefined : found;
}

function requestVerb(method: string, inPath: string | undefined, name: string | undefined, query: string): string {
  const verb = verbOf(method);
  if (inPath === undefined && verb === 'get') return isWatch(query) ? 'watch' : 'list';
  return name === undefined && verb === 'delete' ? 'deletecollection' : verb;
}

function isWatch(query: string): boolean {
  const value = parameter(query, 'watch');
  return value !== undefined && value !== '0' && value.toLowerCase() !== 'false';
}
