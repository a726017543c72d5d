import { adminToken } from '../access/admin-token.ts';
import type { Clusters } from '../access/clusters.ts';
import { openSessions } from '../access/sessions.ts';
import type { Tokens } from '../access/tokens.ts';
import type { Authenticator } from '../api/access/authenticator.ts';
import { bearerTokens } from '../api/access/bearer-tokens.ts';
import { createSessionCookie } from '../api/access/session-cookie.ts';
import { sessionCookies } from '../api/access/session-cookies.ts';
import { tokenCredentials } from '../api/access/token-credentials.ts';
import type { SignIn } from '../api/routes/session.ts';
import { millisOf } from '../config/duration.ts';
import type { Config } from '../config/schema.ts';

export interface SignInOptions {
  readonly data: string;
  readonly config: Pick<Config, 'sessions' | 'external_url'>;
  readonly clusters: Clusters;
  readonly tokens: Tokens;
  readonly now: () => Date;
}

/** Tokens, and sessions that stand for them. Of a request that has both, the token counts: whoever sends one means it. */
export async function startSignIn(
  options: SignInOptions,
): Promise<{ authenticators: readonly Authenticator[]; routes: SignIn }> {
  const { data, config, now } = options;
  const credentialOf = tokenCredentials({ ...options, adminToken: await adminToken(data) });
  const { idle, max_age } = config.sessions;
  const sessions = await openSessions(data, now, { idleMs: millisOf(idle), maxAgeMs: millisOf(max_age) });
  const cookie = createSessionCookie(config.external_url);
  return {
    authenticators: [bearerTokens(credentialOf), sessionCookies({ cookie, sessions, credentialOf })],
    routes: { sessions, cookie, credentialOf, now },
  };
}
