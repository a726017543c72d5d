import type { SourcesConfig } from './registry.ts';

/** A source of the configuration, or an endpoint that takes events of every cluster. */
export interface ConfiguredSource {
  readonly type: string;
  /** `source` of its events. */
  readonly id: string;
  /** Whose events it brings, where the configuration says so. */
  readonly cluster?: string;
  /** Whether the credential of each delivery says whose events it brings. */
  readonly isForAll?: boolean;
  /** Where they come from or are sent to. */
  readonly at: string;
}

/** Every source of a configuration, in the order in which it names them. */
export function configuredSources(config: SourcesConfig): readonly ConfiguredSource[] {
  return [
    { type: 'kubernetes-webhook', id: 'kubernetes-webhook', isForAll: true, at: 'POST /ingest/kubernetes/{cluster}' },
    { type: 'lines', id: 'lines', isForAll: true, at: 'POST /ingest/lines/{cluster}' },
    ...config.file.map(({ id, cluster, paths }) => ({ type: 'file', id, cluster, at: paths.join(', ') })),
    ...config['docker-logs'].map(({ id, cluster, host }) => ({ type: 'docker-logs', id, cluster, at: host })),
    ...config.syslog.map(({ id, cluster, listen }) => ({
      type: 'syslog',
      id,
      ...(cluster === undefined ? {} : { cluster }),
      at: listen,
    })),
  ];
}
