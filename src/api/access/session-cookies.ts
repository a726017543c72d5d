import type { KnownSession, Sessions } from '../../access/sessions.ts';
import type { Authenticator } from './authenticator.ts';
import { requestOrigin } from './request-origin.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { TokenCredentials } from './token-credentials.ts';

export interface SessionCookiesOptions {
  readonly cookie: SessionCookie;
  readonly sessions: Pick<Sessions, 'find' | 'renewed' | 'used' | 'endOf'>;
  readonly credentialOf: TokenCredentials;
}

/**
 * Who is signed in with a browser. A browser sends its cookie with whatever a page makes it ask, so the cookie counts only
 * where the page is this server's own: for changes, so that no other page makes them (CSRF), and for reading, so that none
 * loads or measures an answer. It is not for delivering events, which browsers do not do.
 */
export function sessionCookies({ cookie, sessions, credentialOf }: SessionCookiesOptions): Authenticator {
  return (request) => {
    const id = cookie.read(request);
    if (id === undefined || request.routeOptions.config.permission === 'deliver') return undefined;
    if (requestOrigin(request) !== 'same') {
      const detail =
        'The session does not count for this request: it does not say that it comes from a page of this server (Sec-Fetch-Site, Origin or Referer).';
      return { refused: 'cross_origin', detail };
    }
    const session = sessions.find(id);
    if (!session) return { refused: 'expired', detail: 'The session has ended; sign in again.' };
    const found = credentialOf(session.tokenHash);
    if ('refused' in found) return { ...found, detail: `The session has ended. ${found.detail}` };
    sessions.used(session);
    const { endsAt = () => Number.POSITIVE_INFINITY } = found;
    return {
      ...found,
      session,
      holds: () => found.holds() && isThere(sessions.renewed(session)),
      endsAt: () => Math.min(endsAt(), sessions.endOf(session)),
    };
  };
}

function isThere(session: KnownSession | undefined): boolean {
  return session !== undefined;
}
