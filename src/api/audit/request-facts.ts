import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { type Audited, factsOf } from './audited.ts';
import type { Deed } from './own-event.ts';

/** kube-apiserver cuts it there too. */
const MAX_USER_AGENT = 1_024;
/** Proxies in a row that are believed to be ones. */
const MAX_FORWARDED = 8;

/** From where a request comes: who the proxies say, which can be forged, then the address of the connection, as kube-apiserver has it. */
export function sourceIPsOf(request: FastifyRequest): string[] {
  const header = request.headers['x-forwarded-for'];
  const forwarded = String(header ?? '')
    .split(',', MAX_FORWARDED)
    .map((address) => address.trim())
    .filter((address) => isIP(address) !== 0);
  return request.ip ? [...forwarded, request.ip] : forwarded;
}

export function userAgentOf(request: FastifyRequest): string | undefined {
  return request.headers['user-agent']?.slice(0, MAX_USER_AGENT);
}

/** What a request says of itself. Of its parameters, those that its route knows; its body only where that is `valid`. */
export function saidBy(request: FastifyRequest, { body, resource, asks = [] }: Audited, valid: boolean) {
  const { name, returned } = factsOf(request);
  const params = request.params as { name?: string; id?: string } | undefined;
  const sent = body && valid ? (request.body as { name?: string }) : undefined;
  return {
    resource,
    name: name ?? params?.name ?? params?.id ?? sent?.name,
    requestURI: request.url,
    sourceIPs: sourceIPsOf(request),
    userAgent: userAgentOf(request),
    ...(sent ? { body: sent } : {}),
    notes: { ...knownParameters(request), ...(valid ? textsIn(request.body, asks) : {}), returned },
  } satisfies Partial<Deed>;
}

function knownParameters(request: FastifyRequest): Record<string, string> {
  const schema = request.routeOptions.schema?.querystring as { properties?: object } | undefined;
  return textsIn(request.query, Object.keys(schema?.properties ?? {}));
}

function textsIn(holder: unknown, keys: readonly string[]): Record<string, string> {
  const given = (holder ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(keys.filter((key) => given[key] !== undefined).map((key) => [key, String(given[key])]));
}
