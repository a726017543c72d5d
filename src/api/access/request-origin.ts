import type { FastifyRequest } from 'fastify';

/**
 * From where a browser makes a request, as its own headers say, which no page can set: `same` origin as this server,
 * an `other` one, or `unsaid`, as programs do, which are no browsers.
 */
export type RequestOrigin = 'same' | 'other' | 'unsaid';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * - `Sec-Fetch-Site` is what the browser has found out itself, and holds behind any proxy. `same-site` is not enough: another
 *   port or a sub-domain may be anybody's, and `SameSite` cookies are sent from there. `none` is a person who typed the
 *   address or opened a bookmark: that may read, but nothing is changed by an address.
 * - Over plain HTTP to another machine, and in browsers of before 2023, it is missing. Then `Origin` is looked at, which every
 *   request has that changes something, and `Referer`, which those have that only read. Both name the page.
 *   Schemes are not compared: behind a proxy that ends TLS, this server does not know the browser's.
 */
export function requestOrigin({
  method,
  headers,
  host,
}: Pick<FastifyRequest, 'method' | 'headers' | 'host'>): RequestOrigin {
  const site = headers['sec-fetch-site'];
  if (site === 'none') return SAFE.has(method) ? 'same' : 'other';
  if (site !== undefined) return site === 'same-origin' ? 'same' : 'other';
  const page = headers.origin ?? (SAFE.has(method) ? headers.referer : undefined);
  if (page === undefined) return 'unsaid';
  return host !== '' && hostOf(page) === host.toLowerCase() ? 'same' : 'other';
}

/** Host and port, the port only where it is not its scheme's own; `undefined` for `null` and what is no address. */
function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}
