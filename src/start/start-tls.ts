import type { Server } from 'node:http';
import { Server as TlsServer } from 'node:tls';
import type { Logger } from 'pino';
import type { Authenticator } from '../api/access/authenticator.ts';
import { clientCertificates } from '../api/access/client-certificates.ts';
import type { TlsConfig } from '../config/tls.ts';
import type { Metrics } from '../metrics.ts';
import { readAuthority } from '../tls/material.ts';
import { openTls, type Tls, type TlsObserver } from '../tls/tls.ts';

/** What TLS is to the rest of the server. */
export interface StartedTls {
  /** For the server that is made; `undefined` where it speaks plain HTTP. */
  readonly options: Tls['options'] | undefined;
  /** Credentials that come with TLS. */
  readonly authenticators: readonly Authenticator[];
  /** Keeps a running server's certificates as the files have them, until the signal. */
  follow(server: Server, signal: AbortSignal): void;
}

const PLAIN: StartedTls = { options: undefined, authenticators: [], follow: () => {} };

/** Throws TLS_INVALID. */
export async function startTls(config: TlsConfig | undefined, metrics: Metrics, log: Logger): Promise<StartedTls> {
  if (!config) return PLAIN;
  const tls = await openTls(config, observer(metrics, log));
  if (config.ca_file !== undefined) await readAuthority(config.ca_file);
  metrics.certificates(tls.material());
  const authorities = () => tls.material().clientAuthorities;
  return {
    options: tls.options,
    authenticators: [
      clientCertificates({ certificates: config.client_certificates, authorities, now: () => new Date() }),
    ],
    follow: (server, signal) => {
      if (server instanceof TlsServer) tls.follow(server, signal);
    },
  };
}

function observer(metrics: Metrics, log: Logger): TlsObserver {
  return {
    reloaded: (material) => {
      metrics.certificates(material);
      log.info({ notAfter: new Date(material.notAfter) }, 'New certificates are in use.');
    },
    failed: (err) => {
      metrics.tlsReloadFailed();
      log.error({ err }, 'The certificate files have changed and cannot be used; those before stay in use.');
    },
  };
}
