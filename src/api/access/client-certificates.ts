import { clusterPrincipal } from '../../access/principal.ts';
import type { ClientCertificate as Named } from '../../config/tls.ts';
import { type ClientCertificate, clientCertificateOf } from '../../tls/client-certificate.ts';
import type { Authenticator } from './authenticator.ts';

export interface ClientCertificatesOptions {
  readonly certificates: readonly Named[];
  /** Fingerprints of the authorities that are trusted now. */
  readonly authorities: () => ReadonlySet<string>;
  readonly now: () => Date;
}

/** Why a handshake did not accept a certificate, by OpenSSL's name, in words. */
const WORDS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  INVALID_PURPOSE: 'it is not for clients',
};
const NOT_SIGNED = 'no authority in tls.client_ca_file signed it';

/**
 * A client certificate as the credential of a cluster. The handshake has checked it; but a connection may be kept for
 * longer than its certificate or the authority holds, so both are looked at again for each request.
 */
export function clientCertificates(options: ClientCertificatesOptions): Authenticator {
  const { certificates, authorities, now } = options;
  const isSigned = ({ fingerprints }: ClientCertificate) => fingerprints.some((one) => authorities().has(one));
  const isCurrent = ({ notAfter }: ClientCertificate) => now().getTime() < notAfter;

  return ({ raw }) => {
    const shown = clientCertificateOf(raw.socket);
    if (!shown) return undefined;
    if ('refused' in shown) return notAccepted(WORDS[shown.refused] ?? `${NOT_SIGNED} (${shown.refused})`);
    if (!isSigned(shown)) return notAccepted(NOT_SIGNED);
    if (!isCurrent(shown)) return { ...notAccepted('it has expired'), refused: 'expired' };
    const named = certificates.find((one) => isNamed(shown, one));
    if (!named) return notAccepted('tls.client_certificates names no cluster for its subject');
    return {
      principal: clusterPrincipal(named.cluster),
      holds: () => isSigned(shown) && isCurrent(shown),
    };
  };
}

function notAccepted(why: string) {
  return { refused: 'unknown', detail: `The client certificate is not accepted: ${why}.` } as const;
}

function isNamed({ commonName, organizations }: ClientCertificate, { common_name, organization }: Named): boolean {
  return commonName === common_name && (organization === undefined || organizations.includes(organization));
}
