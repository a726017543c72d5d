import type { SecureContextOptions, TlsOptions } from 'node:tls';
import type { TlsConfig } from '../config/tls.ts';
import { type Material, materialOf, readFiles } from './material.ts';
import { followFiles } from './reload.ts';

/** A client that connects and does not finish its handshake is let go. */
const HANDSHAKE_TIMEOUT_MS = 30_000;

/** TLS of the server, from files that may change while it runs. */
export interface Tls {
  /** For the server that is made. */
  readonly options: TlsOptions;
  /** What is in use now. */
  readonly material: () => Material;
  /** Gives a running server what the files hold whenever they change, until the signal. Open connections stay as they are. */
  follow(server: { setSecureContext(context: SecureContextOptions): void }, signal: AbortSignal): void;
}

export interface TlsObserver {
  readonly reloaded: (material: Material) => void;
  /** Changed files cannot be used; those before stay in use. */
  readonly failed: (error: unknown) => void;
}

/** Throws TLS_INVALID. */
export async function openTls(config: TlsConfig, observer: TlsObserver, pollMs?: number): Promise<Tls> {
  const files = await readFiles(config);
  let current = materialOf(config, files);
  const asksClients = config.client_ca_file !== undefined;
  return {
    options: {
      ...current.context,
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
      // Who has no certificate may have a token; whether the certificate is good is asked where it is used.
      requestCert: asksClients,
      rejectUnauthorized: false,
    },
    material: () => current,
    follow: (server, signal) => {
      const onChange = (next: Material) => {
        server.setSecureContext(next.context);
        current = next;
        observer.reloaded(next);
      };
      const { digest } = files;
      void followFiles({ config, current, digest, onChange, onProblem: observer.failed, signal, pollMs });
    },
  };
}
