import Type, { type Static } from 'typebox';
import { KubernetesWebhookConfig } from '../sources/kubernetes-webhook/config.ts';
import { DedupeConfig, JournalConfig, LogConfig, ServerConfig, StoreConfig } from './base.ts';

/** The configuration file. A key of `sources` is the name of a folder in `src/sources`. */
export const Config = Type.Object(
  {
    ...ServerConfig,
    log: LogConfig,
    journal: JournalConfig,
    store: StoreConfig,
    dedupe: DedupeConfig,
    sources: Type.Object(
      { 'kubernetes-webhook': KubernetesWebhookConfig },
      { default: {}, additionalProperties: false, description: 'Where events come from.' },
    ),
  },
  { additionalProperties: false },
);
export type Config = Static<typeof Config>;
