import { clusterPrincipal } from '../../access/principal.ts';
import { type KnownClientsOptions, knownClients } from '../../tls/known-client.ts';
import type { Authenticator } from './authenticator.ts';

/**
 * A client certificate as the credential of a cluster. The handshake has checked it; but a connection may be kept for
 * longer than its certificate or the authority holds, so both are looked at again for each request.
 */
export function clientCertificates(options: KnownClientsOptions): Authenticator {
  const clientOf = knownClients(options);

  return ({ raw }) => {
    const client = clientOf(raw.socket);
    if (!client) return undefined;
    if (client.refused) return notAccepted(client.why, client.refused);
    if (!client.named) return notAccepted('tls.client_certificates names no cluster for its subject', 'unknown');
    return { principal: clusterPrincipal(client.named.cluster), holds: client.holds };
  };
}

function notAccepted(why: string, refused: 'unknown' | 'expired') {
  return { refused, detail: `The client certificate is not accepted: ${why}.` } as const;
}
