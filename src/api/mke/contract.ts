import Type, { type Static } from 'typebox';
import { MKE_AUDIT_LEVELS } from '../../config/mke.ts';

export const LOG_LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;

/** How MKE says what it logs, as its `GET /api/ucp/config/logging` gives it. */
export const LoggingConfig = Type.Object(
  {
    logLevel: Type.Enum(LOG_LEVELS, { description: 'The least severe messages that Verbatim logs of itself.' }),
    auditLevel: Type.Enum(MKE_AUDIT_LEVELS, {
      description:
        'What is kept of events of MKE: "" nothing, metadata without bodies, request with those of requests.',
    }),
    supportDumpIncludeAuditLogs: Type.Boolean({
      description: 'Kept and given back; Verbatim makes no support dumps.',
    }),
  },
  { additionalProperties: false },
);
export type LoggingConfig = Static<typeof LoggingConfig>;

/** What of it is to change; the rest stays. */
export const LoggingChange = Type.Partial(LoggingConfig, { additionalProperties: false, minProperties: 1 });
export type LoggingChange = Static<typeof LoggingChange>;

/** What is logged and recorded of MKE, changed while the server runs. */
export interface MkeLogging {
  get(): LoggingConfig;
  /** Rejects where it cannot be kept, and then nothing has changed. */
  change(change: LoggingChange): Promise<LoggingConfig>;
}
