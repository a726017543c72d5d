import type { Clusters } from '../../access/clusters.ts';
import { ADMINISTRATOR, clusterPrincipal } from '../../access/principal.ts';
import { tokenHash } from '../../access/secret.ts';
import { endOf, type Tokens, tokenPrincipal } from '../../access/tokens.ts';
import type { Identified, Refusal } from './authenticator.ts';

export interface TokenCredentialsOptions {
  readonly adminToken: string;
  readonly clusters: Pick<Clusters, 'holder'>;
  readonly tokens: Pick<Tokens, 'holder' | 'used'>;
  readonly now: () => Date;
}

/** Whose a token is, by its hash. */
export type TokenCredentials = (hash: string) => Identified | Refusal;

/**
 * The administrator's token, those of clusters, and API tokens.
 * A token is hashed once and looked up. Comparing the hashes may take longer the more of them is right: what that tells
 * is about the hash of a random token, from which the token does not follow.
 */
export function tokenCredentials({ adminToken, clusters, tokens, now }: TokenCredentialsOptions): TokenCredentials {
  const adminHash = tokenHash(adminToken);

  return (hash) => {
    if (hash === adminHash) return { principal: ADMINISTRATOR, holds: () => true };

    const cluster = clusters.holder(hash);
    if (cluster) return { principal: clusterPrincipal(cluster.name), holds: () => clusters.holder(hash) !== undefined };

    const known = tokens.holder(hash);
    if (!known) return { refused: 'unknown', detail: 'The token is not known.' };
    const end = endOf(known);
    if (now().getTime() >= end) {
      return { refused: 'expired', detail: `The token ${known.id} expired at ${known.expiresAt}.` };
    }
    tokens.used(known.id);
    // Asked for every event that somebody follows.
    const holds = () => tokens.holder(hash) !== undefined && now().getTime() < end;
    return { principal: tokenPrincipal(known), holds, endsAt: () => end };
  };
}
