import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import type { Intake } from './intake.ts';
import { KubernetesWebhookConfig } from './kubernetes-webhook/config.ts';
import { kubernetesWebhook } from './kubernetes-webhook/source.ts';
import { LinesConfig } from './lines/config.ts';
import { type LinesOptions, linesSource } from './lines/source.ts';

/** Configuration of the sources that have any, by type. */
export const SourcesConfig = Type.Object(
  { 'kubernetes-webhook': KubernetesWebhookConfig, lines: LinesConfig },
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
}

type CreateSource = (config: SourcesConfig, ports: SourcePorts) => FastifyPluginAsync;

/** Every source, by its type, which is the name of its folder. */
export const SOURCES: Readonly<Record<string, CreateSource>> = {
  'kubernetes-webhook': (config, { intake, gate }) =>
    kubernetesWebhook({ config: config['kubernetes-webhook'], intake, authorize: gate.cluster }),
  lines: (config, { intake, gate, searchable, linesSchema }) =>
    linesSource({ config: config.lines, intake, authorize: gate.clusterOrAdmin, searchable, schema: linesSchema }),
};

/** All sources, ready to be registered with the HTTP server. */
export function createSources(config: SourcesConfig, ports: SourcePorts): FastifyPluginAsync[] {
  return Object.values(SOURCES).map((create) => create(config, ports));
}
