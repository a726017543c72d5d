import { type DetailedPeerCertificate, TLSSocket } from 'node:tls';

/** What a client's certificate says of it, checked by the handshake. */
export interface ClientCertificate {
  readonly commonName: string | undefined;
  readonly organizations: readonly string[];
  /** When the first of it and its authorities ends, in milliseconds since the epoch. */
  readonly notAfter: number;
  /** SHA-256 fingerprints of the certificate and of those above it. */
  readonly fingerprints: readonly string[];
}

/** A certificate that was not accepted, by OpenSSL's name of the reason, such as `CERT_HAS_EXPIRED`. */
export interface RefusedCertificate {
  readonly refused: string;
}

/** Reading a certificate costs more than a request; a connection has one for all of its requests. */
const known = new WeakMap<TLSSocket, ClientCertificate | RefusedCertificate | 'none'>();

/** The certificate that the client of a connection showed; `undefined` where it showed none. */
export function clientCertificateOf(socket: unknown): ClientCertificate | RefusedCertificate | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  let shown = known.get(socket);
  if (shown === undefined) {
    shown = read(socket);
    known.set(socket, shown);
  }
  return shown === 'none' ? undefined : shown;
}

function read(socket: TLSSocket): ClientCertificate | RefusedCertificate | 'none' {
  const leaf = socket.getPeerCertificate(true);
  // Without a certificate the object is empty, whatever its type says.
  if (!leaf?.raw) return 'none';
  if (!socket.authorized) return { refused: String(socket.authorizationError) };
  const chain = chainOf(leaf);
  const { CN, O } = leaf.subject as Readonly<Record<string, string | string[] | undefined>>;
  return {
    // One with several names could be taken for each of them.
    commonName: typeof CN === 'string' ? CN : undefined,
    organizations: O === undefined ? [] : [O].flat(),
    notAfter: Math.min(...chain.map(({ valid_to }) => Date.parse(valid_to))),
    fingerprints: chain.map(({ fingerprint256 }) => fingerprint256),
  };
}

/** The certificate and those above it. An authority that signed itself is its own issuer. */
function chainOf(leaf: DetailedPeerCertificate): DetailedPeerCertificate[] {
  const chain = [leaf];
  for (let at = leaf.issuerCertificate; at?.raw && !chain.includes(at); at = at.issuerCertificate) chain.push(at);
  return chain;
}
