import type { SecureContextOptions, TLSSocket, TlsOptions } from 'node:tls';
import type { ListenerTlsConfig } from '../config/tls.ts';

/** TLS of a source that listens by itself. The server around the sources has it, so a source is given it. */
export interface ListenerTls {
  /** For the server that is made. */
  readonly options: TlsOptions;
  /** Keeps a running server's certificates as the files have them, until the signal. */
  follow(server: { setSecureContext(context: SecureContextOptions): void }, signal: AbortSignal): void;
  /** Who the client of a connection is. Asked once its handshake is over. */
  admit(socket: TLSSocket): Admission;
  /** When certificates end, in milliseconds since the epoch, by `server` and `client_ca`. */
  expiries(): ReadonlyMap<string, number>;
}

/** Whether a client may send. */
export type Admission =
  | {
      readonly refused?: undefined;
      /** The cluster that its certificate names; `undefined` where none is asked for or named. */
      readonly cluster: string | undefined;
      /** Whether it still may. */
      readonly holds: () => boolean;
    }
  | { readonly refused: string };

/** Opens TLS with the files of a configuration, for the source `name`. Throws TLS_INVALID. */
export type OpenListenerTls = (config: ListenerTlsConfig, name: string) => Promise<ListenerTls>;
