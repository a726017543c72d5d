import type { FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import type { Assembler } from './assembler.ts';
import { DockerLogsConfig } from './docker-logs/config.ts';
import { createDockerObserver, type DockerMetrics } from './docker-logs/observer.ts';
import { dockerLogsSource } from './docker-logs/source.ts';
import { FileSourceConfig } from './file/config.ts';
import { createFileObserver, type FileLog, type FileMetrics } from './file/observer.ts';
import { fileSource } from './file/source.ts';
import type { Intake } from './intake.ts';
import { KubernetesWebhookConfig } from './kubernetes-webhook/config.ts';
import { kubernetesWebhook } from './kubernetes-webhook/source.ts';
import { LinesConfig } from './lines/config.ts';
import { type LinesOptions, linesSource } from './lines/source.ts';
import type { OpenListenerTls } from './listener-tls.ts';
import type { Source } from './source.ts';
import type { SourceMemory } from './source-memory.ts';
import { SyslogConfig } from './syslog/config.ts';
import { createSyslogObserver, type SyslogLog, type SyslogMetrics } from './syslog/observer.ts';
import { syslogSource } from './syslog/source.ts';

/** Configuration of the sources that have any, by type. */
export const SourcesConfig = Type.Object(
  {
    'kubernetes-webhook': KubernetesWebhookConfig,
    lines: LinesConfig,
    file: FileSourceConfig,
    'docker-logs': DockerLogsConfig,
    syslog: SyslogConfig,
  },
  { default: {}, additionalProperties: false, description: 'Where events come from.' },
);
export type SourcesConfig = Static<typeof SourcesConfig>;

/** What a source needs of the server around it. */
export interface SourcePorts {
  readonly intake: Intake;
  /** Each refuses a request by throwing UNAUTHORIZED, FORBIDDEN or REQUEST_INVALID. */
  readonly gate: {
    readonly cluster: (cluster: string, request: FastifyRequest) => void;
    /** Gives whose credential it is. */
    readonly clusterOrAdmin: LinesOptions['authorize'];
  };
  readonly searchable: LinesOptions['searchable'];
  readonly linesSchema: LinesOptions['schema'];
  /** What a source remembers, under a name of its own. */
  readonly memory: (name: string) => SourceMemory;
  /** One for each sender that delivers line by line. */
  readonly createAssembler: () => Assembler;
  /** TLS of a listener of its own. */
  readonly openTls: OpenListenerTls;
  readonly log: FileLog & SyslogLog;
  readonly fileMetrics: FileMetrics;
  readonly dockerMetrics: DockerMetrics;
  readonly syslogMetrics: SyslogMetrics;
}

type CreateSource = (config: SourcesConfig, ports: SourcePorts) => Source;

/** Every source, by its type, which is the name of its folder. */
export const SOURCES: Readonly<Record<string, CreateSource>> = {
  'docker-logs': ({ 'docker-logs': config }, { intake, memory, log, dockerMetrics }) => {
    if (config.length === 0) return {};
    const observer = createDockerObserver(log, dockerMetrics);
    return dockerLogsSource({ config, intake, memory: memory('source-docker-logs'), observer });
  },
  file: ({ file }, { intake, memory, log, fileMetrics }) => {
    if (file.length === 0) return {};
    const observer = createFileObserver(log, fileMetrics);
    return fileSource({ config: file, intake, memory: memory('source-file'), observer });
  },
  'kubernetes-webhook': (config, { intake, gate }) => ({
    routes: kubernetesWebhook({ config: config['kubernetes-webhook'], intake, authorize: gate.cluster }),
  }),
  lines: ({ lines }, { intake, gate, searchable, linesSchema }) => ({
    routes: linesSource({
      config: lines,
      intake,
      authorize: gate.clusterOrAdmin,
      searchable,
      schema: linesSchema,
    }),
  }),
  syslog: ({ syslog }, { intake, createAssembler, openTls, log, syslogMetrics }) => {
    if (syslog.length === 0) return {};
    const observer = createSyslogObserver(log, syslogMetrics);
    return syslogSource({ config: syslog, intake, createAssembler, openTls, observer });
  },
};

/** All sources. None of them takes anything yet. */
export function createSources(config: SourcesConfig, ports: SourcePorts): Source[] {
  return Object.values(SOURCES).map((create) => create(config, ports));
}
