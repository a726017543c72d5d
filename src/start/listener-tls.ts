import type { Logger } from 'pino';
import type { ListenerTlsConfig } from '../config/tls.ts';
import { VerbatimError } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import type { Admission, OpenListenerTls } from '../sources/listener-tls.ts';
import { type KnownClient, knownClients } from '../tls/known-client.ts';
import { openTls, type TlsObserver } from '../tls/tls.ts';

const ALWAYS: Admission = { cluster: undefined, holds: () => true };

/** TLS of the sources that listen by themselves. */
export function listenerTls(metrics: Pick<Metrics, 'tlsReloadFailed'>, log: Logger): OpenListenerTls {
  return async (config, name) => {
    const tls = await openTls(config, observer(name, metrics, log)).catch(named(name));
    const clientOf = knownClients({
      certificates: config.client_certificates,
      authorities: () => tls.material().clientAuthorities,
      now: () => new Date(),
    });
    return {
      options: tls.options,
      follow: tls.follow,
      admit: (socket) => (config.client_ca_file === undefined ? ALWAYS : admissionOf(clientOf(socket))),
      expiries: () => {
        const { notAfter, clientNotAfter } = tls.material();
        return new Map(Object.entries({ server: notAfter, ...(clientNotAfter && { client_ca: clientNotAfter }) }));
      },
    };
  };
}

/** Throws TLS_INVALID where the files of a listener cannot be used. */
export async function checkListenerTls(config: ListenerTlsConfig, name: string): Promise<void> {
  await openTls(config, { reloaded: () => {}, failed: () => {} }).catch(named(name));
}

function admissionOf(client: KnownClient | undefined): Admission {
  if (!client) return { refused: 'it showed no client certificate' };
  if (client.refused) return { refused: client.why };
  return { cluster: client.named?.cluster, holds: client.holds };
}

/** The keys that a message names are those of this listener. */
function named(name: string) {
  return (error: Error): never => {
    throw new VerbatimError('TLS_INVALID', `sources.syslog, ${name}: ${error.message}`, { cause: error });
  };
}

function observer(source: string, metrics: Pick<Metrics, 'tlsReloadFailed'>, log: Logger): TlsObserver {
  return {
    reloaded: ({ notAfter }) =>
      log.info({ source, notAfter: new Date(notAfter) }, 'New certificates of a listener are in use.'),
    failed: (err) => {
      metrics.tlsReloadFailed();
      log.error(
        { source, err },
        'The certificate files of a listener have changed and cannot be used; those before stay in use.',
      );
    },
  };
}
