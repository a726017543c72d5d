import type { ClientCertificate as Named } from '../config/tls.ts';
import { type ClientCertificate, clientCertificateOf } from './client-certificate.ts';

export interface KnownClientsOptions {
  readonly certificates: readonly Named[];
  /** Fingerprints of the authorities that are trusted now. */
  readonly authorities: () => ReadonlySet<string>;
  readonly now: () => Date;
}

/** The client of a connection, by its certificate. */
export type KnownClient =
  | {
      readonly refused?: undefined;
      /** The configured certificate that it fits; `undefined` if none. */
      readonly named: Named | undefined;
      /** Whether it still counts: a connection may be kept for longer than its certificate or the authority holds. */
      readonly holds: () => boolean;
    }
  | { readonly refused: 'unknown' | 'expired'; readonly why: string };

/** Why a handshake did not accept a certificate, by OpenSSL's name of the reason, in words. */
const WORDS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  INVALID_PURPOSE: 'it is not for clients',
};
const NOT_SIGNED = 'no authority in tls.client_ca_file signed it';

/** Tells who the client of a connection is; `undefined` where it showed no certificate. */
export function knownClients(options: KnownClientsOptions): (socket: unknown) => KnownClient | undefined {
  const { certificates, authorities, now } = options;
  const isSigned = ({ fingerprints }: ClientCertificate) => fingerprints.some((one) => authorities().has(one));
  const isCurrent = ({ notAfter }: ClientCertificate) => now().getTime() < notAfter;

  return (socket) => {
    const shown = clientCertificateOf(socket);
    if (!shown) return undefined;
    if ('refused' in shown) {
      return { refused: 'unknown', why: WORDS[shown.refused] ?? `${NOT_SIGNED} (${shown.refused})` };
    }
    if (!isSigned(shown)) return { refused: 'unknown', why: NOT_SIGNED };
    if (!isCurrent(shown)) return { refused: 'expired', why: 'it has expired' };
    return {
      named: certificates.find((one) => isNamed(shown, one)),
      holds: () => isSigned(shown) && isCurrent(shown),
    };
  };
}

function isNamed({ commonName, organizations }: ClientCertificate, { common_name, organization }: Named): boolean {
  return commonName === common_name && (organization === undefined || organizations.includes(organization));
}
