import type { FastifyRequest } from 'fastify';

/** The cookie that holds the id of a session (RFC 6265bis). */
export interface SessionCookie {
  /** The id that a request brings; `undefined` where it brings none, or several. */
  readonly read: (request: CookieRequest) => string | undefined;
  /** The value of `Set-Cookie` that gives a browser an id for so long. */
  readonly give: (request: CookieRequest, id: string, seconds: number) => string;
  /** The value of `Set-Cookie` that takes it away. */
  readonly take: (request: CookieRequest) => string;
}

type CookieRequest = Pick<FastifyRequest, 'headers' | 'protocol' | 'host'>;

export const SESSION_COOKIE = 'verbatim-session';
/** A browser takes a cookie of this name only over TLS, from this host itself and for all of its paths: nobody else can plant one. */
const SECURE_NAME = `__Host-${SESSION_COOKIE}`;
/** What an id is made of. */
const ID = /^[\w-]{1,128}$/;

/**
 * `externalUrl` is where others reach the server. With `https:`, what is asked of its host came over TLS, though a proxy
 * may have ended that; the cookie is then `Secure`, and no other counts.
 */
export function createSessionCookie(externalUrl: string | undefined): SessionCookie {
  const external = externalUrl === undefined ? undefined : new URL(externalUrl);
  const isSecure = ({ protocol, host }: CookieRequest) =>
    protocol === 'https' || (external?.protocol === 'https:' && external.host === host.toLowerCase());

  function written(request: CookieRequest, id: string, seconds: number): string {
    const [name, secure] = isSecure(request) ? [SECURE_NAME, '; Secure'] : [SESSION_COOKIE, ''];
    return `${name}=${id}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`;
  }

  return {
    read: (request) => {
      const ids = valuesOf(isSecure(request) ? SECURE_NAME : SESSION_COOKIE, request.headers.cookie ?? '');
      // Of two, one was planted beside the browser's own, and which cannot be told.
      return ids.length === 1 && ID.test(ids[0] ?? '') ? ids[0] : undefined;
    },
    give: written,
    take: (request) => written(request, '', 0),
  };
}

/** The values of all cookies of a name. */
function valuesOf(name: string, header: string): string[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}
