import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { Value } from 'typebox/value';
import { readIfThere, writeDurably } from '../access/file.ts';
import { LoggingConfig, type MkeLogging } from '../api/mke/contract.ts';
import type { MkeAuditLevel } from '../config/mke.ts';
import { readMkeToml } from '../config/mke-toml.ts';
import type { Config } from '../config/schema.ts';
import { VerbatimError } from '../errors.ts';
import type { Level } from '../policy/policy.ts';

const LEVELS: Readonly<Record<MkeAuditLevel, Level>> = { '': 'None', metadata: 'Metadata', request: 'Request' };

export interface OpenedMkeLogging {
  readonly logging: MkeLogging;
  /** The level at which events of MKE are kept now. */
  readonly level: () => Level;
}

/**
 * What is recorded of MKE, and the level of the log: as it was put last, kept in `DIR/mke-logging.json`, else as the
 * configuration says. Throws CONFIG_INVALID for a file of MKE that cannot be read, FILE_UNREADABLE for one of our own.
 */
export async function openMkeLogging(data: string, config: Config, log: Logger): Promise<OpenedMkeLogging> {
  const path = join(data, 'mke-logging.json');
  const kept = await keptIn(path);
  let now = kept ?? (await configured(config));
  let changing: Promise<unknown> = Promise.resolve();
  const apply = () => {
    log.level = now.logLevel.toLowerCase();
  };
  if (kept) apply();

  return {
    level: () => LEVELS[now.auditLevel],
    logging: {
      get: () => now,
      change: (change) => {
        const done = changing.then(async () => {
          const after = { ...now, ...change };
          await writeDurably(path, `${JSON.stringify(after, null, 2)}\n`);
          now = after;
          apply();
          return after;
        });
        changing = done.catch(() => {});
        return done;
      },
    },
  };
}

async function configured({ mke, log }: Config): Promise<LoggingConfig> {
  const { level, support_dump_include_audit_logs } =
    mke.config_file === undefined ? {} : readMkeToml(mke.config_file, await readFile(mke.config_file, 'utf8'));
  return {
    logLevel: log.level.toUpperCase() as LoggingConfig['logLevel'],
    auditLevel: level ?? mke.audit_level,
    supportDumpIncludeAuditLogs: support_dump_include_audit_logs ?? mke.support_dump_include_audit_logs,
  };
}

async function keptIn(path: string): Promise<LoggingConfig | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (Value.Check(LoggingConfig, value)) return value;
  } catch {
    // It is told below.
  }
  throw new VerbatimError(
    'FILE_UNREADABLE',
    `${path} is not as it was written; put back a copy, or remove it and what the configuration says holds.`,
  );
}
