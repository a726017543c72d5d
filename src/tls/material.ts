import { constants, createPrivateKey, hash, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { TlsConfig } from '../config/tls.ts';
import { VerbatimError } from '../errors.ts';

/** What the configured files hold, checked. */
export interface Material {
  readonly context: SecureContextOptions;
  /** When the first certificate of the server's chain ends, in milliseconds since the epoch. */
  readonly notAfter: number;
  /** The same of the authorities that sign client certificates; `undefined` without any. */
  readonly clientNotAfter: number | undefined;
  /** SHA-256 fingerprints of those authorities. */
  readonly clientAuthorities: ReadonlySet<string>;
}

/** The bytes of the files, as they are now. */
export interface Files {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly clientCa: Buffer | undefined;
  /** Differs when any of them does. */
  readonly digest: string;
}

const MIN_VERSION = { TLS12: 'TLSv1.2', TLS13: 'TLSv1.3' } as const;

/** Throws TLS_INVALID that names the key and the file. */
export async function readFiles(config: TlsConfig): Promise<Files> {
  const [cert, key, clientCa] = await Promise.all([
    read('cert_file', config.cert_file),
    read('key_file', config.key_file),
    config.client_ca_file === undefined ? undefined : read('client_ca_file', config.client_ca_file),
  ]);
  const digests = [cert, key, clientCa ?? ''].map((bytes) => hash('sha256', bytes));
  return { cert, key, clientCa, digest: digests.join() };
}

/** Checks that certificate and key fit together and that all can be used. Throws TLS_INVALID. */
export function materialOf(config: TlsConfig, { cert, key, clientCa }: Files): Material {
  const chain = certificatesIn('cert_file', config.cert_file, cert);
  const clients = clientCa && certificatesIn('client_ca_file', config.client_ca_file ?? '', clientCa);
  const context = {
    cert,
    key,
    minVersion: MIN_VERSION[config.min_version],
    // A session that is resumed brings the client's certificate without those above it. Senders keep their connections.
    ...(clients ? { ca: clients.map(String), secureOptions: constants.SSL_OP_NO_TICKET } : {}),
  };
  if (!chain[0]?.checkPrivateKey(keyIn(config.key_file, key))) {
    throw invalid(`tls.key_file: ${config.key_file} is not the key of the certificate in ${config.cert_file}`);
  }
  try {
    createSecureContext(context);
  } catch (cause) {
    throw invalid(`tls: ${config.cert_file} and ${config.key_file} cannot be used: ${(cause as Error).message}`, cause);
  }
  return {
    context,
    notAfter: firstEnd(chain),
    clientNotAfter: clients && firstEnd(clients),
    clientAuthorities: new Set(clients?.map(({ fingerprint256 }) => fingerprint256)),
  };
}

/** The PEM certificates of the authority that clients are to trust, and nothing else of its file. Throws TLS_INVALID. */
export async function readAuthority(path: string): Promise<string> {
  return certificatesIn('ca_file', path, await read('ca_file', path)).join('');
}

async function read(key: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw invalid(`tls.${key}: ${path} cannot be read: ${(cause as Error).message}`, cause);
  }
}

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

function certificatesIn(key: string, path: string, pem: Buffer): X509Certificate[] {
  const texts = pem.toString('latin1').match(PEM_CERTIFICATE);
  if (!texts) throw invalid(`tls.${key}: ${path} holds no certificate in PEM`);
  return texts.map((text, index) => {
    try {
      return new X509Certificate(text);
    } catch (cause) {
      throw invalid(`tls.${key}: certificate ${index + 1} in ${path} cannot be read`, cause);
    }
  });
}

/** What OpenSSL says of a key is kept out of the message: only that it cannot be read is of use. */
function keyIn(path: string, pem: Buffer): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw invalid(`tls.key_file: ${path} holds no private key in PEM that can be read without a passphrase`);
  }
}

function firstEnd(certificates: readonly X509Certificate[]): number {
  return Math.min(...certificates.map(({ validTo }) => Date.parse(validTo)));
}

function invalid(detail: string, cause?: unknown): VerbatimError {
  return new VerbatimError('TLS_INVALID', `${detail}.`, cause === undefined ? {} : { cause });
}
