import { type Deed, methodOf } from './deed.ts';
import { isKubernetesPath, readKubernetesRequest } from './kubernetes-request.ts';
import { matchEndpoint } from './match-endpoint.ts';
import { splitUri } from './request-uri.ts';

/**
 * What a request is about, by its verb, which mostly is a method of HTTP in either case, and its URI. `kind` is whose API it
 * is: of the two that have paths of the same names, as `/version`, it tells which is meant.
 */
export function readRequest(verb: string, requestURI: string, kind: string): Deed {
  const method = methodOf(verb);
  if (method === undefined) return { verb: verb.toLowerCase() };
  const deed = readUri(method, requestURI, kind);
  // A verb that is no method is what the platform made of it.
  return method === verb.toUpperCase() ? deed : { ...deed, verb: verb.toLowerCase() };
}

function readUri(method: string, requestURI: string, kind: string): Deed {
  const uri = splitUri(requestURI);
  if (kind === 'kubernetes' || isKubernetesPath(uri.segments)) return readKubernetesRequest(method, uri);
  return matchEndpoint(method, uri) ?? { verb: method.toLowerCase() };
}
