import { bearerOf, tokenHash } from '../../access/secret.ts';
import type { Authenticator } from './authenticator.ts';
import type { TokenCredentials } from './token-credentials.ts';

/** `Authorization: Bearer` (RFC 6750). */
export function bearerTokens(credentialOf: TokenCredentials): Authenticator {
  return (request) => {
    const token = bearerOf(request.headers.authorization);
    return token ? credentialOf(tokenHash(token)) : undefined;
  };
}
