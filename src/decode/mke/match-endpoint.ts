import type { ObjectReference } from '../../event/event.ts';
import { type Deed, verbOf } from './deed.ts';
import { APIS, type Endpoint } from './endpoints.ts';
import { decodeSegment, parameter, type RequestUri } from './request-uri.ts';

/** An endpoint as it is compared with paths. */
interface Route {
  readonly apiGroup: string;
  readonly method: string;
  readonly parts: readonly string[];
  /** Which part takes several segments; -1 if none does. */
  readonly wide: number;
  readonly verb: string;
  readonly resource: string;
  readonly subresource: string | undefined;
  readonly nameIn: string | undefined;
}

const ANY = '*';
const TABLE_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const VERSION = /^v\d+\.\d+$/;

/** The routes by method and first segment, in the order of the table. */
const ROUTES: ReadonlyMap<string, readonly Route[]> = index();

/** What a request to an endpoint of Docker or of MKE is about; `undefined` if it is to no known one. */
export function matchEndpoint(method: string, { segments, query }: RequestUri): Deed | undefined {
  const path = VERSION.test(segments[0] ?? '') ? segments.slice(1) : segments;
  const asked = method === 'HEAD' ? 'GET' : method;
  const route = ROUTES.get(`${asked} ${path[0]}`)?.find((candidate) => fits(candidate, path));
  return route && deedOf(route, asked, path, query);
}

function index(): ReadonlyMap<string, readonly Route[]> {
  const routes = new Map<string, Route[]>();
  for (const route of APIS.flatMap(({ apiGroup, endpoints }) => endpoints.map((one) => compile(apiGroup, one)))) {
    for (const method of route.method === ANY ? TABLE_METHODS : [route.method]) {
      const key = `${method} ${route.parts[0]}`;
      const known = routes.get(key);
      if (known) known.push(route);
      else routes.set(key, [route]);
    }
  }
  return routes;
}

function compile(apiGroup: string, { request, becomes, nameIn }: Endpoint): Route {
  const [method = '', path = ''] = request.split(' ');
  const [verb = '', what = ''] = becomes.split(' ');
  const [resource = '', subresource] = what.split('/');
  const parts = path.split('/').slice(1);
  return { apiGroup, method, parts, wide: parts.indexOf('{name+}'), verb, resource, subresource, nameIn };
}

function fits({ parts, wide }: Route, path: readonly string[]): boolean {
  const more = path.length - parts.length;
  if (wide < 0 ? more !== 0 : more < 0) return false;
  return parts.every((part, i) => part.startsWith('{') || part === path[i > wide && wide >= 0 ? i + more : i]);
}

function deedOf(route: Route, method: string, path: readonly string[], query: string): Deed {
  const { parts, wide, nameIn, apiGroup, subresource } = route;
  const more = path.length - parts.length;
  const owners: string[] = [];
  let { resource } = route;
  let name = nameIn === undefined ? undefined : parameter(query, nameIn);
  for (const [i, part] of parts.entries()) {
    if (!part.startsWith('{')) continue;
    const at = i > wide && wide >= 0 ? i + more : i;
    const value = (i === wide ? path.slice(at, at + more + 1) : path.slice(at, at + 1)).map(decodeSegment).join('/');
    if (part === '{in}') owners.push(value);
    else if (part === '{resource}') resource = value.toLowerCase();
    else if (part !== '{_}') name = value;
  }
  const objectRef: ObjectReference = { resource };
  if (name) objectRef.name = [...owners, name].join('/');
  objectRef.apiGroup = apiGroup;
  if (subresource !== undefined) objectRef.subresource = subresource;
  return { verb: route.verb === ANY ? verbOf(method) : route.verb, objectRef };
}
