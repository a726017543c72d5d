import Type, { type Static } from 'typebox';
import { ActorsConfig } from '../actors/config.ts';
import { SourcesConfig } from '../sources/registry.ts';
import { AdmissionConfig } from './admission.ts';
import {
  AuditConfig,
  DedupeConfig,
  HttpConfig,
  JournalConfig,
  LogConfig,
  RedactionConfig,
  ServerConfig,
  SessionsConfig,
  StoreConfig,
  TruncateConfig,
} from './base.ts';
import { MkeConfig } from './mke.ts';
import { TlsConfig } from './tls.ts';

/** The configuration file. A key of `sources` is the name of a folder in `src/sources`. */
export const Config = Type.Object(
  {
    ...ServerConfig,
    tls: Type.Optional(TlsConfig),
    http: HttpConfig,
    sessions: SessionsConfig,
    log: LogConfig,
    audit: AuditConfig,
    journal: JournalConfig,
    store: StoreConfig,
    dedupe: DedupeConfig,
    redaction: RedactionConfig,
    admission: AdmissionConfig,
    truncate: TruncateConfig,
    mke: MkeConfig,
    actors: ActorsConfig,
    actors_file: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'A file of YAML or JSON with more `actors`. It is read again when it changes, without a restart; one with errors is logged, and what it said before stays.',
      }),
    ),
    sources: SourcesConfig,
  },
  { additionalProperties: false },
);
export type Config = Static<typeof Config>;
