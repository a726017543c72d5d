import type { SourceRouteOptions } from '../api/routes/sources.ts';
import { createFaults, type Faults } from '../api/sources/faults.ts';
import { createTraffic, type Traffic } from '../api/sources/traffic.ts';
import type { Lag } from '../consumers/lag.ts';
import type { Metrics } from '../metrics.ts';
import type { PipelineOptions } from '../pipeline.ts';
import { configuredSources } from '../sources/configured.ts';
import type { SourcePorts, SourcesConfig } from '../sources/registry.ts';
import type { Source } from '../sources/source.ts';

/** What is known of how events come, for those who look at the sources. */
export interface WatchedSources {
  readonly observe: PipelineOptions['observe'];
  /** Takes note of what was journaled before the start. */
  readonly recall: Traffic['recall'];
  readonly ports: Pick<SourcePorts, 'fileMetrics' | 'dockerMetrics' | 'syslogMetrics'>;
  /** What is told of these sources. */
  state(config: SourcesConfig, sources: readonly Source[], consumers: Lag): SourceRouteOptions;
}

export function watchSources(metrics: Metrics): WatchedSources {
  const traffic = createTraffic(Date.now);
  const faults = createFaults(Date.now);
  return {
    observe: (sender, receipt, passage) => {
      metrics.delivered(sender, receipt);
      traffic.note(sender, receipt, passage);
    },
    recall: traffic.recall,
    ports: countingFaults(metrics, faults),
    state: (config, sources, consumers) => ({
      known: {
        configured: configuredSources(config),
        traffic,
        faults,
        problem: (type) => sources.find(({ readiness }) => readiness?.part === type)?.readiness?.problem(),
      },
      consumers,
    }),
  };
}

/** What sources count goes to the metrics; what of it is wrong is also kept for those who look at the sources. */
function countingFaults(
  { files, dockerLogs, syslog }: Pick<Metrics, 'files' | 'dockerLogs' | 'syslog'>,
  faults: Pick<Faults, 'note'>,
): WatchedSources['ports'] {
  return {
    fileMetrics: {
      ...files,
      failed: (id, error) => {
        files.failed(id, error);
        faults.note('file', id, 'unreadable', { detail: error.message });
      },
      lost: (id, bytes) => {
        files.lost(id, bytes);
        faults.note('file', id, 'lost-bytes', { count: bytes });
      },
    },
    dockerMetrics: {
      ...dockerLogs,
      failed: (id, error) => {
        dockerLogs.failed(id, error);
        faults.note('docker-logs', id, 'unreadable', { detail: error.message });
      },
      gap: (id) => {
        dockerLogs.gap(id);
        faults.note('docker-logs', id, 'gap');
      },
    },
    syslogMetrics: {
      ...syslog,
      refused: (id, refusal) => {
        syslog.refused(id, refusal);
        faults.note('syslog', id, `refused-${refusal}`);
      },
      lost: (id, loss, count) => {
        syslog.lost(id, loss, count);
        faults.note('syslog', id, `lost-${loss.replaceAll('_', '-')}`, { count });
      },
    },
  };
}
